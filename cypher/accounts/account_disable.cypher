// Disables an account: it may see nothing from the next request on.
// writes
MATCH (a:Account {login: $login}) SET a.disabled_at = $at RETURN a.uid AS uid
