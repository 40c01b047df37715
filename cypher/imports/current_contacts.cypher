// The contacts that hold with these students.
// reads
UNWIND $people AS person
MATCH (s:Student {uid: person})<-[t:CONTACTED]-(a:Adult)
WHERE t.recorded_at <= $known AND (t.retracted_at IS NULL OR t.retracted_at > $known)
RETURN t.id AS id, a.uid AS adult, s.uid AS student, t.held_on AS held_on, t.kind AS kind, t.by AS by,
    t.recorded_by AS recorded_by
