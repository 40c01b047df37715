// The reports that hold on ties of a source's students to students.
// reads
MATCH (s:Student {source: $source})-[t:REPORTED]->(a:Student)
WHERE t.recorded_at <= $known AND (t.retracted_at IS NULL OR t.retracted_at > $known)
RETURN t.id AS id, t.round AS round, s.uid AS ego, a.uid AS alter, t.informant AS informant, t.support AS support,
    t.strength AS strength, t.kinds AS kinds, t.reported_on AS reported_on, t.confidential AS confidential,
    t.recorded_by AS recorded_by
