// Which students may the account see today because it advises them, and as whom?
// reads
MATCH (me:Account {uid: $account})-[i:IS]->(a:Adult)-[t:ADVISES]->(s:Student)
WHERE me.role = 'advisor' AND me.disabled_at IS NULL
  AND i.retracted_at IS NULL AND (i.since IS NULL OR i.since <= $today) AND (i.until IS NULL OR i.until > $today)
  AND (a.active_until IS NULL OR a.active_until > $today)
  AND t.retracted_at IS NULL AND (t.since IS NULL OR t.since <= $today) AND (t.until IS NULL OR t.until > $today)
RETURN DISTINCT s.uid AS student, a.name AS via
ORDER BY student, via
