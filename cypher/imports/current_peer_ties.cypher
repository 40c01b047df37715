// The peer ties that hold between these students.
// reads
UNWIND $people AS person
MATCH (s:Student {uid: person})<-[t:PEER_OF]-(a:Student)
WHERE t.recorded_at <= $known AND (t.retracted_at IS NULL OR t.retracted_at > $known)
RETURN t.id AS id, a.uid AS alter, s.uid AS student, t.since AS since, t.until AS until, t.detail AS detail, t.recorded_by AS recorded_by
