// The tokens by which programs come in on an account's behalf.
// writes
CREATE NODE TABLE Token(token_hash STRING PRIMARY KEY, uid STRING, account STRING, name STRING, scopes STRING[], created_at TIMESTAMP, expires_at TIMESTAMP, used_at TIMESTAMP);
