// The schools an account administers today.
// reads
MATCH (a:Account)-[r:ADMINISTERS]->(c:School)
WHERE a.uid = $account AND a.disabled_at IS NULL AND a.role = 'administrator'
  AND r.retracted_at IS NULL AND (r.since IS NULL OR r.since <= $today) AND (r.until IS NULL OR r.until > $today)
RETURN c.uid AS school, c.name AS name ORDER BY name
