// Which studies of this account are in force today, and which school is each about?
// reads
MATCH (me:Account {uid: $account})-[r:STUDIES]->(y:Study)-[b:ABOUT]->(x:School)
WHERE me.role = 'researcher' AND me.disabled_at IS NULL
  AND r.retracted_at IS NULL AND (r.since IS NULL OR r.since <= $today) AND (r.until IS NULL OR r.until > $today)
  AND b.retracted_at IS NULL AND (b.since IS NULL OR b.since <= $today) AND (b.until IS NULL OR b.until > $today)
RETURN DISTINCT y.name AS study, x.uid AS school, y.uid AS uid
ORDER BY study, school, uid
