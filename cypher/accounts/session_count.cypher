// How many sessions are there, expired ones too?
// reads
MATCH (s:Session) RETURN count(s) AS counted
