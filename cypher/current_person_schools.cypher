// The schools at which students are or were enrolled.
// reads
MATCH (p:Student)-[t:ENROLLED_AT]->(c:School)
WHERE t.retracted_at IS NULL AND p.uid IN $students
RETURN DISTINCT c.uid AS school
