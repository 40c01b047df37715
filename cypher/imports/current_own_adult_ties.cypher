// The role ties that hold between a student and adults.
// reads
MATCH (s:Student {uid: $student})<-[t:ADVISES|MENTORS|FAMILY_OF|TEACHES|KNOWS]-(a:Adult)
WHERE t.retracted_at IS NULL
RETURN t.id AS id, type(t) AS tie_kind, a.uid AS alter, s.uid AS student, t.since AS since, t.until AS until,
    t.detail AS detail, t.recorded_by AS recorded_by
