// Ends every session of an account.
// writes
MATCH (s:Session) WHERE s.account = $account DELETE s
