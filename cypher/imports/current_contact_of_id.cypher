// A contact of a student by its id, if it holds.
// reads
MATCH (s:Student {uid: $student})<-[t:CONTACTED {id: $id}]-(a:Adult)
WHERE t.retracted_at IS NULL
RETURN t.id AS id, a.uid AS adult, s.uid AS student, t.held_on AS held_on, t.kind AS kind, t.by AS by, t.recorded_by AS recorded_by
