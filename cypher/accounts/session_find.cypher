// The session of that token hash.
// reads
MATCH (s:Session {token_hash: $token_hash})
RETURN s.account AS account, s.seen_at AS seen_at, s.expires_at AS expires_at, s.confirmed_at AS confirmed_at
