// Which students were ever enrolled at the school?
// reads
MATCH (s:Student)-[e:ENROLLED_AT]->(x:School {uid: $school})
RETURN DISTINCT s.uid AS student
ORDER BY student
