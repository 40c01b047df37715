// The peer ties that hold between a source's students.
// reads
MATCH (s:Student {source: $source})<-[t:PEER_OF]-(a:Student)
WHERE t.recorded_at <= $known AND (t.retracted_at IS NULL OR t.retracted_at > $known)
RETURN t.id AS id, a.uid AS alter, s.uid AS student, t.since AS since, t.until AS until, t.detail AS detail
