// The peer ties that hold between a student and other students, whichever end they are.
// reads
MATCH (a:Student)-[t:PEER_OF]->(s:Student)
WHERE t.retracted_at IS NULL AND (a.uid = $student OR s.uid = $student)
RETURN t.id AS id, a.uid AS alter, s.uid AS student, t.since AS since, t.until AS until, t.detail AS detail, t.recorded_by AS recorded_by
