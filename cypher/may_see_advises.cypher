// Does the account advise this student today, and as whom?
// reads
MATCH (me:Account {uid: $account})-[i:IS]->(a:Adult)-[t:ADVISES]->(s:Student {uid: $student})
WHERE me.role = 'advisor' AND me.disabled_at IS NULL
  AND i.retracted_at IS NULL AND (i.since IS NULL OR i.since <= $today) AND (i.until IS NULL OR i.until > $today)
  AND t.retracted_at IS NULL AND (t.since IS NULL OR t.since <= $today) AND (t.until IS NULL OR t.until > $today)
RETURN DISTINCT a.name AS via
ORDER BY via
