// The schools that a source's rounds are at.
// reads
MATCH (r:Round {source: $source})-[t:AT]->(c:School)
WHERE t.recorded_at <= $known AND (t.retracted_at IS NULL OR t.retracted_at > $known)
RETURN t.id AS id, r.uid AS uid, c.uid AS school, t.since AS since, t.until AS until
