// The reports that hold on ties of these students to students.
// reads
UNWIND $people AS person
MATCH (s:Student {uid: person})-[t:REPORTED]->(a:Student)
WHERE t.recorded_at <= $known AND (t.retracted_at IS NULL OR t.retracted_at > $known)
RETURN t.id AS id, t.round AS round, s.uid AS ego, a.uid AS alter, t.informant AS informant, t.support AS support,
    t.strength AS strength, t.kinds AS kinds, t.reported_on AS reported_on, t.confidential AS confidential,
    t.recorded_by AS recorded_by
