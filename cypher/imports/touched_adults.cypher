// The schools that some adults are or were at, from when until when, and whether that holds.
// reads
UNWIND $people AS person
MATCH (p:Adult {uid: person})-[t:AT]->(c:School)
RETURN DISTINCT p.uid AS uid, c.uid AS school, t.since AS since, t.until AS until, t.retracted_at IS NULL AS holds
