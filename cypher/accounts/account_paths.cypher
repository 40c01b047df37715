// The paths that accounts hold today: to an adult, a school or a study.
// reads
MATCH (a:Account)-[r:`IS`|LEADS|ADMINISTERS|STUDIES]->(t)
WHERE r.retracted_at IS NULL AND (r.until IS NULL OR r.until > $today)
RETURN a.uid AS account, type(r) AS tie, t.uid AS target, t.name AS name
ORDER BY account, tie, name
