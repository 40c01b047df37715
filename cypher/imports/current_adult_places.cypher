// The schools that a source's adults are at.
// reads
MATCH (a:Adult {source: $source})-[t:AT]->(c:School)
WHERE t.recorded_at <= $known AND (t.retracted_at IS NULL OR t.retracted_at > $known)
RETURN t.id AS id, a.uid AS uid, c.uid AS school, t.since AS since, t.until AS until
