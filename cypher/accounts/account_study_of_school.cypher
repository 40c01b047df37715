// The study of that name about a school.
// reads
MATCH (s:Study {name: $name})-[b:ABOUT]->(c:School) WHERE c.uid = $school AND b.retracted_at IS NULL RETURN s.uid AS uid
