// The sessions of an account that have not expired.
// reads
MATCH (s:Session) WHERE s.account = $account AND s.expires_at > $at AND s.seen_at > $idle_since
RETURN s.token_hash AS token_hash, s.created_at AS began_at, s.seen_at AS last_seen_at, s.device AS device
ORDER BY last_seen_at DESC, token_hash
