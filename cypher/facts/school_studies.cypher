// The studies about a school.
// reads
MATCH (s:Study)-[b:ABOUT]->(c:School)
WHERE c.uid = $school AND b.retracted_at IS NULL
RETURN DISTINCT s.name AS study ORDER BY study
