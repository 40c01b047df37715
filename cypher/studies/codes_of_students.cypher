// The codes of students within a study.
// reads
MATCH (s:Study {uid: $study})-[c:CODED]->(p:Student)
WHERE c.retracted_at IS NULL
RETURN p.uid AS person, c.code AS code
