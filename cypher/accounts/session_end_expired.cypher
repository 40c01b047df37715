// Takes away sessions that have expired.
// writes
MATCH (s:Session) WHERE s.expires_at < $at DELETE s
