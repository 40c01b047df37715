// Every account, for administrators.
// reads
MATCH (a:Account) RETURN a.uid AS uid, a.login AS login, a.name AS name, a.role AS role, a.disabled_at AS disabled_at ORDER BY login
