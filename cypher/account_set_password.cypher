// Sets an account's password hash.
// writes
MATCH (a:Account {login: $login}) SET a.password_hash = $password_hash RETURN a.uid AS uid
