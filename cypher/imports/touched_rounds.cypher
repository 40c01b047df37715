// The schools that some rounds are or were at, and whether that holds.
// reads
UNWIND $rounds AS round
MATCH (r:Round {uid: round})-[t:AT]->(c:School)
RETURN DISTINCT r.uid AS uid, c.uid AS school, t.since AS since, t.until AS until, t.retracted_at IS NULL AS holds
