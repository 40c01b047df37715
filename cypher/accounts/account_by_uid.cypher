// The account of that uid with the adult it is today, if it is one.
// reads
MATCH (a:Account) WHERE a.uid = $uid AND a.disabled_at IS NULL
OPTIONAL MATCH (a)-[r:`IS`]->(p:Adult) WHERE r.retracted_at IS NULL AND (r.since IS NULL OR r.since <= $today) AND (r.until IS NULL OR r.until > $today)
RETURN a.uid AS uid, a.login AS login, a.name AS name, a.role AS role, p.uid AS adult, a.first_at AS first_at ORDER BY adult
