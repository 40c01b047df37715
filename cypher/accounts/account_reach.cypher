// The schools that accounts lead to: as lead or administrator, as an adult who is there or advises there, by a study about it; and whether they do today.
// reads
MATCH (a:Account)-[r:LEADS|ADMINISTERS]->(c:School)
RETURN a.uid AS account, c.uid AS school, c.name AS name, r.retracted_at IS NULL AND (r.until IS NULL OR r.until > $today) AS held
UNION
MATCH (a:Account)-[r:`IS`]->(:Adult)-[t:AT]->(c:School) WHERE t.retracted_at IS NULL
RETURN a.uid AS account, c.uid AS school, c.name AS name, r.retracted_at IS NULL AND (t.until IS NULL OR t.until > $today) AS held
UNION
MATCH (a:Account)-[r:`IS`]->(:Adult)-[t:ADVISES]->(s:Student)
WHERE r.retracted_at IS NULL AND t.retracted_at IS NULL AND (t.until IS NULL OR t.until > $today)
WITH DISTINCT a, s
MATCH (s)-[e:ENROLLED_AT]->(:School)
WHERE e.retracted_at IS NULL
WITH a, s, max(CASE
    WHEN e.since > $today THEN ''
    WHEN e.until > $today OR (e.until IS NULL AND e.status = 'enrolled') THEN 'now'
    ELSE toString(coalesce(e.until, e.since, date('0001-01-01'))) + toString(coalesce(e.since, date('0001-01-01'))) END) AS last
MATCH (s)-[e:ENROLLED_AT]->(c:School)
WHERE e.retracted_at IS NULL AND last = CASE
    WHEN e.since > $today THEN ''
    WHEN e.until > $today OR (e.until IS NULL AND e.status = 'enrolled') THEN 'now'
    ELSE toString(coalesce(e.until, e.since, date('0001-01-01'))) + toString(coalesce(e.since, date('0001-01-01'))) END
RETURN a.uid AS account, c.uid AS school, c.name AS name, true AS held
UNION
MATCH (a:Account)-[:`IS`]->(:Adult)-[t:ADVISES]->(:Student)-[e:ENROLLED_AT]->(c:School)
WHERE t.retracted_at IS NULL AND e.retracted_at IS NULL
  AND (t.until IS NULL OR e.since IS NULL OR e.since < t.until) AND (t.since IS NULL OR e.until IS NULL OR t.since < e.until)
RETURN a.uid AS account, c.uid AS school, c.name AS name, false AS held
UNION
MATCH (a:Account)-[r:STUDIES]->(:Study)-[b:ABOUT]->(c:School) WHERE b.retracted_at IS NULL
RETURN a.uid AS account, c.uid AS school, c.name AS name, r.retracted_at IS NULL AND (r.until IS NULL OR r.until > $today) AS held
