// Under which sources the students of some schools were imported.
// reads
MATCH (c:School)<-[t:ENROLLED_AT]-(s:Student)
WHERE c.name IN $schools AND t.retracted_at IS NULL
RETURN DISTINCT c.name AS school, s.source AS source
ORDER BY school, source
