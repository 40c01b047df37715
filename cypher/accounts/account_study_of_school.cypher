// The study of that name about a school that has not ended.
// reads
MATCH (s:Study {name: $name})-[b:ABOUT]->(c:School)
WHERE c.uid = $school AND b.retracted_at IS NULL AND (b.until IS NULL OR b.until > $today)
RETURN s.uid AS uid
