// Enables an account that is disabled.
// writes
MATCH (a:Account {login: $login}) WHERE a.disabled_at IS NOT NULL SET a.disabled_at = null RETURN a.uid AS uid
