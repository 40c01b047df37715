// Which accounts may see this student today because they lead a school the student is enrolled at or, if at none, was at last?
// reads
MATCH (me:Account)-[l:LEADS]->(led:School)<-[:ENROLLED_AT]-(s:Student {uid: $student})
WHERE me.role = 'lead' AND me.disabled_at IS NULL
  AND l.retracted_at IS NULL AND (l.since IS NULL OR l.since <= $today) AND (l.until IS NULL OR l.until > $today)
WITH DISTINCT me, led, s
MATCH (s)-[e:ENROLLED_AT]->(x:School)
WHERE e.retracted_at IS NULL
WITH me, led, s, x, CASE
    WHEN e.since > $today THEN ''
    WHEN e.until > $today OR (e.until IS NULL AND e.status = 'enrolled') THEN 'now'
    ELSE toString(coalesce(e.until, e.since, date('0001-01-01'))) + toString(coalesce(e.since, date('0001-01-01'))) END AS lasts
WITH me, led, s, max(lasts) AS last, max(CASE WHEN x.uid = led.uid THEN lasts END) AS here
WHERE here = last
RETURN DISTINCT me.name AS account, me.login AS login, led.name AS via, me.uid AS uid
ORDER BY account, via, uid
