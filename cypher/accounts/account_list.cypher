// Every account, for those who keep them.
// reads
MATCH (a:Account)
RETURN a.uid AS uid, a.login AS login, a.name AS name, a.role AS role, a.disabled_at AS disabled_at, a.signed_in_at AS signed_in_at, a.first_at AS first_at
ORDER BY login
