// The adults who are at a school or advise a student there today, for whom an account can be made.
// reads
MATCH (p:Adult)-[t:AT]->(c:School) WHERE c.uid = $school AND t.retracted_at IS NULL
RETURN p.uid AS uid, p.id AS id, p.source AS source, p.name AS name, p.kind AS kind, p.email AS email
UNION
MATCH (:School {uid: $school})<-[:ENROLLED_AT]-(s:Student)
WITH DISTINCT s
MATCH (s)-[e:ENROLLED_AT]->(:School)
WHERE e.retracted_at IS NULL
WITH s, max(CASE
    WHEN e.since > $today THEN ''
    WHEN e.until > $today OR (e.until IS NULL AND e.status = 'enrolled') THEN 'now'
    ELSE toString(coalesce(e.until, e.since, date('0001-01-01'))) + toString(coalesce(e.since, date('0001-01-01'))) END) AS last
MATCH (s)-[e:ENROLLED_AT]->(c:School)
WHERE e.retracted_at IS NULL AND c.uid = $school AND last = CASE
    WHEN e.since > $today THEN ''
    WHEN e.until > $today OR (e.until IS NULL AND e.status = 'enrolled') THEN 'now'
    ELSE toString(coalesce(e.until, e.since, date('0001-01-01'))) + toString(coalesce(e.since, date('0001-01-01'))) END
MATCH (p:Adult)-[t:ADVISES]->(s)
WHERE t.retracted_at IS NULL AND (t.until IS NULL OR t.until > $today)
RETURN p.uid AS uid, p.id AS id, p.source AS source, p.name AS name, p.kind AS kind, p.email AS email
