// Begins a session of an account that is not disabled and whose password, just given, still is the one of this hash; only the hash of its token is kept.
// writes
MATCH (a:Account) WHERE a.uid = $account AND a.password_hash = $password_hash AND a.disabled_at IS NULL
CREATE (s:Session {token_hash: $token_hash, account: $account, created_at: $at, seen_at: $at, confirmed_at: $at, expires_at: $expires_at, device: $device})
RETURN s.account AS account
