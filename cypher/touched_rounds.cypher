// The schools that some rounds are or were at.
// reads
MATCH (r:Round)-[:AT]->(c:School)
WHERE r.uid IN $rounds
RETURN DISTINCT c.uid AS school
