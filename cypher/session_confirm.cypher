// Notes that a session gave its password again.
// writes
MATCH (s:Session {token_hash: $token_hash}) SET s.confirmed_at = $at
