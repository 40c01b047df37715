// Gives an account another role.
// writes
MATCH (a:Account {login: $login}) SET a.role = $role RETURN a.uid AS uid
