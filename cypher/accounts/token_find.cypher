// The token of that hash.
// reads
MATCH (t:Token {token_hash: $token_hash})
RETURN t.account AS account, t.scopes AS scopes, t.expires_at AS expires_at, t.used_at AS used_at
