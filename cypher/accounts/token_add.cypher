// Makes a token of an account; only its hash is kept.
// writes
CREATE (t:Token {token_hash: $token_hash, uid: $uid, account: $account, name: $name, scopes: $scopes, created_at: $at, expires_at: $expires_at})
