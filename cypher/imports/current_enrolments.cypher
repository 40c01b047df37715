// The enrolments that hold of a source's students.
// reads
MATCH (s:Student {source: $source})-[t:ENROLLED_AT]->(c:School)
WHERE t.recorded_at <= $known AND (t.retracted_at IS NULL OR t.retracted_at > $known)
RETURN t.id AS id, s.uid AS student, c.uid AS school, t.grade AS grade, t.status AS status, t.since AS since,
    t.until AS until
