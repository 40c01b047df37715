// Notes that a token was used.
// writes
MATCH (t:Token {token_hash: $token_hash}) SET t.used_at = $at
