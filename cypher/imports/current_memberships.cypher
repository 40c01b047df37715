// The advisory memberships that hold of a source's students.
// reads
MATCH (s:Student {source: $source})-[t:MEMBER_OF]->(a:Advisory)
WHERE t.recorded_at <= $known AND (t.retracted_at IS NULL OR t.retracted_at > $known)
RETURN t.id AS id, s.uid AS student, a.uid AS advisory, t.since AS since, t.until AS until
