// The schools at which one of these people is or was enrolled.
// reads
MATCH (p:Student)-[:ENROLLED_AT]->(c:School)
WHERE p.uid IN $people
RETURN DISTINCT c.uid AS school
