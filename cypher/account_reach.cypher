// The schools that accounts lead to: as lead or administrator, as an adult who is there or advises there, by a study about it; and whether they do today.
// reads
MATCH (a:Account)-[r:LEADS|ADMINISTERS]->(s:School)
RETURN a.uid AS account, s.uid AS school, s.name AS name, r.retracted_at IS NULL AND (r.until IS NULL OR r.until > $today) AS held
UNION
MATCH (a:Account)-[r:`IS`]->(:Adult)-[t:AT]->(s:School) WHERE t.retracted_at IS NULL
RETURN a.uid AS account, s.uid AS school, s.name AS name, r.retracted_at IS NULL AND (t.until IS NULL OR t.until > $today) AS held
UNION
MATCH (a:Account)-[r:`IS`]->(:Adult)-[t:ADVISES]->(:Student)-[e:ENROLLED_AT]->(s:School) WHERE t.retracted_at IS NULL AND e.retracted_at IS NULL
RETURN a.uid AS account, s.uid AS school, s.name AS name, r.retracted_at IS NULL AND (t.until IS NULL OR t.until > $today) AS held
UNION
MATCH (a:Account)-[r:STUDIES]->(:Study)-[b:ABOUT]->(s:School) WHERE b.retracted_at IS NULL
RETURN a.uid AS account, s.uid AS school, s.name AS name, r.retracted_at IS NULL AND (r.until IS NULL OR r.until > $today) AS held
