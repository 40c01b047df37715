// The schools that some adults are or were at.
// reads
MATCH (a:Adult)-[:AT]->(c:School)
WHERE a.uid IN $people
RETURN DISTINCT a.uid AS adult, c.uid AS school
