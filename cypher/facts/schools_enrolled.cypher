// How many students are enrolled at each school today; a school of nobody has no row.
// reads
MATCH (s:Student)-[e:ENROLLED_AT]->(x:School)
WHERE e.retracted_at IS NULL
    AND (e.since IS NULL OR e.since <= $today)
    AND (e.until > $today OR (e.until IS NULL AND e.status = 'enrolled'))
RETURN x.uid AS school, count(DISTINCT s.uid) AS students
