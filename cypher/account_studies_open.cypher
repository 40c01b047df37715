// The studies an account works within today, with the school each is about.
// reads
MATCH (a:Account)-[r:STUDIES]->(s:Study)-[b:ABOUT]->(c:School)
WHERE a.uid = $account AND a.disabled_at IS NULL AND a.role = 'researcher'
  AND r.retracted_at IS NULL AND (r.since IS NULL OR r.since <= $today) AND (r.until IS NULL OR r.until > $today)
  AND b.retracted_at IS NULL AND (b.since IS NULL OR b.since <= $today) AND (b.until IS NULL OR b.until > $today)
RETURN s.name AS study, c.uid AS school, c.name AS name ORDER BY study, name
