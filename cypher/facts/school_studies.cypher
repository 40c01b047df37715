// The studies about a school that have not ended.
// reads
MATCH (s:Study)-[b:ABOUT]->(c:School)
WHERE c.uid = $school AND b.retracted_at IS NULL
  AND (b.since IS NULL OR b.since <= $today) AND (b.until IS NULL OR b.until > $today)
RETURN s.name AS study, s.uid AS uid ORDER BY study, uid
