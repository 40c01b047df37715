// The account of that login, disabled or not.
// reads
MATCH (a:Account {login: $login}) RETURN a.uid AS uid, a.name AS name, a.role AS role, a.password_hash AS password_hash, a.disabled_at AS disabled_at
