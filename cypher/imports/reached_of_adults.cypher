// The schools at which a student is or was enrolled in whose web one of these people is an adult.
// reads
MATCH (p:Adult)-[:ADVISES|MENTORS|FAMILY_OF|TEACHES|KNOWS|CONTACTED|REPORTED]-(o:Student)-[:ENROLLED_AT]->(c:School)
WHERE p.uid IN $people
RETURN DISTINCT c.uid AS school
