// The role ties that hold between adults and a source's students.
// reads
MATCH (s:Student {source: $source})<-[t:ADVISES|MENTORS|FAMILY_OF|TEACHES|KNOWS]-(a:Adult)
WHERE t.retracted_at IS NULL
RETURN t.id AS id, type(t) AS tie_kind, a.uid AS alter, s.uid AS student, t.since AS since, t.until AS until,
    t.detail AS detail
