// A student's answers about themselves in a round.
// reads
MATCH (s:Student {uid: $student})-[t:ANSWERED]->(r:Round {uid: $round})
WHERE t.retracted_at IS NULL AND t.about = $student
RETURN t.id AS id, r.uid AS round, s.uid AS informant, t.about AS about, t.status AS status,
    t.answered_on AS answered_on, t.unnamed_adults AS unnamed_adults, t.unnamed_peers AS unnamed_peers,
    t.recorded_by AS recorded_by
