// Which accounts may see this student today because they advise them, and as whom?
// reads
MATCH (me:Account)-[i:IS]->(a:Adult)-[t:ADVISES]->(s:Student {uid: $student})
WHERE me.role = 'advisor' AND me.disabled_at IS NULL
  AND i.retracted_at IS NULL AND (i.since IS NULL OR i.since <= $today) AND (i.until IS NULL OR i.until > $today)
  AND (a.active_until IS NULL OR a.active_until > $today)
  AND t.retracted_at IS NULL AND (t.since IS NULL OR t.since <= $today) AND (t.until IS NULL OR t.until > $today)
RETURN DISTINCT me.name AS account, me.login AS login, a.name AS via, me.uid AS uid
ORDER BY account, via, uid
