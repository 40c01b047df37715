// Where some students are or were enrolled, from when until when, and whether that holds.
// reads
UNWIND $people AS person
MATCH (p:Student {uid: person})-[t:ENROLLED_AT]->(c:School)
RETURN DISTINCT p.uid AS uid, c.uid AS school, t.since AS since, t.until AS until, t.status AS status,
    t.retracted_at IS NULL AS holds
