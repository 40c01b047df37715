// The answers that hold of these adults.
// reads
UNWIND $people AS person
MATCH (a:Adult {uid: person})-[t:ANSWERED]->(r:Round)
WHERE t.recorded_at <= $known AND (t.retracted_at IS NULL OR t.retracted_at > $known)
RETURN t.id AS id, r.uid AS round, a.uid AS informant, t.about AS about, t.status AS status,
    t.answered_on AS answered_on, t.unnamed_adults AS unnamed_adults, t.unnamed_peers AS unnamed_peers,
    t.recorded_by AS recorded_by
