// The role ties that hold between adults and these students.
// reads
UNWIND $people AS person
MATCH (s:Student {uid: person})<-[t:ADVISES|MENTORS|FAMILY_OF|TEACHES|KNOWS]-(a:Adult)
WHERE t.recorded_at <= $known AND (t.retracted_at IS NULL OR t.retracted_at > $known)
RETURN t.id AS id, type(t) AS tie_kind, a.uid AS alter, s.uid AS student, t.since AS since, t.until AS until,
    t.detail AS detail, t.recorded_by AS recorded_by
