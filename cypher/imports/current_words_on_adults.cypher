// An informant's reports in a round on a student's ties to adults.
// reads
MATCH (s:Student {uid: $student})-[t:REPORTED]->(a:Adult)
WHERE t.retracted_at IS NULL AND t.round = $round AND t.informant = $informant
RETURN t.id AS id, t.round AS round, s.uid AS ego, a.uid AS alter, t.informant AS informant, t.support AS support,
    t.strength AS strength, t.kinds AS kinds, t.reported_on AS reported_on, t.confidential AS confidential,
    t.recorded_by AS recorded_by
