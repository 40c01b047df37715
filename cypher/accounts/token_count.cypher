// How many tokens are there, expired ones too?
// reads
MATCH (t:Token) RETURN count(t) AS counted
