// Somebody else's report on a student's tie to an adult by its id, if it holds.
// reads
MATCH (s:Student {uid: $student})-[t:REPORTED {id: $id}]->(a:Adult)
WHERE t.retracted_at IS NULL AND t.informant <> $student
RETURN t.id AS id, t.round AS round, s.uid AS ego, a.uid AS alter, t.informant AS informant, t.support AS support,
    t.strength AS strength, t.kinds AS kinds, t.reported_on AS reported_on, t.confidential AS confidential,
    t.recorded_by AS recorded_by
