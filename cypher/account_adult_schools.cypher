// The schools where an adult is or advises today: what an account that is this adult leads to.
// reads
MATCH (p:Adult)-[t:AT]->(s:School) WHERE p.uid = $adult AND t.retracted_at IS NULL AND (t.until IS NULL OR t.until > $today)
RETURN s.uid AS school
UNION
MATCH (p:Adult)-[t:ADVISES]->(:Student)-[e:ENROLLED_AT]->(s:School)
WHERE p.uid = $adult AND t.retracted_at IS NULL AND e.retracted_at IS NULL AND (t.until IS NULL OR t.until > $today)
RETURN s.uid AS school
