// Enables an account again.
// writes
MATCH (a:Account {login: $login}) SET a.disabled_at = null RETURN a.uid AS uid
