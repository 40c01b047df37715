// Begins a session, which has just given its password; only the hash of its token is kept.
// writes
CREATE (s:Session {token_hash: $token_hash, account: $account, created_at: $at, seen_at: $at, confirmed_at: $at, expires_at: $expires_at, device: $device})
