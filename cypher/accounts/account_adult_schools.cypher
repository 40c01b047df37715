// The schools where an adult is or advises today: what an account that is this adult leads to.
// reads
MATCH (p:Adult)-[t:AT]->(c:School) WHERE p.uid = $adult AND t.retracted_at IS NULL AND (t.until IS NULL OR t.until > $today)
RETURN c.uid AS school
UNION
MATCH (p:Adult)-[t:ADVISES]->(s:Student)
WHERE p.uid = $adult AND t.retracted_at IS NULL AND (t.until IS NULL OR t.until > $today)
WITH DISTINCT p, s
MATCH (s)-[e:ENROLLED_AT]->(:School)
WHERE e.retracted_at IS NULL
WITH p, s, max(CASE
    WHEN e.since > $today THEN ''
    WHEN e.until > $today OR (e.until IS NULL AND e.status = 'enrolled') THEN 'now'
    ELSE toString(coalesce(e.until, e.since, date('0001-01-01'))) + toString(coalesce(e.since, date('0001-01-01'))) END) AS last
MATCH (s)-[e:ENROLLED_AT]->(c:School)
WHERE e.retracted_at IS NULL AND last = CASE
    WHEN e.since > $today THEN ''
    WHEN e.until > $today OR (e.until IS NULL AND e.status = 'enrolled') THEN 'now'
    ELSE toString(coalesce(e.until, e.since, date('0001-01-01'))) + toString(coalesce(e.since, date('0001-01-01'))) END
RETURN c.uid AS school
