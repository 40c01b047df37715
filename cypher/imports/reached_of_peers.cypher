// The schools at which a student is or was enrolled who is tied to one of these people, or of whose tie to one something was said.
// reads
MATCH (p:Student)-[:PEER_OF|REPORTED]-(o:Student)-[:ENROLLED_AT]->(c:School)
WHERE p.uid IN $people
RETURN DISTINCT c.uid AS school
