// Which of these students may the account see today because it leads a school they are enrolled at or, if they are at none, were at last, and which?
// reads
MATCH (me:Account {uid: $account})-[l:LEADS]->(led:School)<-[:ENROLLED_AT]-(s:Student)
WHERE s.uid IN $students AND me.role = 'lead' AND me.disabled_at IS NULL
  AND l.retracted_at IS NULL AND (l.since IS NULL OR l.since <= $today) AND (l.until IS NULL OR l.until > $today)
WITH DISTINCT led, s
MATCH (s)-[e:ENROLLED_AT]->(x:School)
WHERE e.retracted_at IS NULL
WITH led, s, x, CASE
    WHEN e.since > $today THEN ''
    WHEN e.until > $today OR (e.until IS NULL AND e.status = 'enrolled') THEN 'now'
    ELSE toString(coalesce(e.until, e.since, date('0001-01-01'))) + toString(coalesce(e.since, date('0001-01-01'))) END AS lasts
WITH led, s, max(lasts) AS last, max(CASE WHEN x.uid = led.uid THEN lasts END) AS here
WHERE here = last
RETURN s.uid AS student, led.name AS via
