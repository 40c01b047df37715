// Makes an account; the login must be new.
// writes
CREATE (a:Account {login: $login, uid: $uid, name: $name, role: $role, password_hash: $password_hash, created_at: $at})
