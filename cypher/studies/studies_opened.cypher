// The studies that were opened with terms, each with the schools it is about.
// reads
MATCH (s:Study)-[b:ABOUT]->(c:School)
WHERE b.retracted_at IS NULL AND s.use IS NOT NULL
RETURN s.uid AS uid, s.name AS name, s.purpose AS purpose, s.use AS use,
    s.recipients AS recipients, s.measures AS measures, c.uid AS school,
    b.until AS until
ORDER BY name, uid, school
