// Ends every session of everybody.
// writes
MATCH (s:Session) DELETE s
