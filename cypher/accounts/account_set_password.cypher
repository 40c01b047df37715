// Sets an account's password hash, and when somebody else set it, if it was somebody else.
// writes
MATCH (a:Account {login: $login}) SET a.password_hash = $password_hash, a.first_at = $first_at RETURN a.uid AS uid
