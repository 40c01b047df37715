// Notes that a session was used.
// writes
MATCH (s:Session {token_hash: $token_hash}) SET s.seen_at = $at
