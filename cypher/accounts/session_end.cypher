// Ends one session.
// writes
MATCH (s:Session {token_hash: $token_hash}) DELETE s
