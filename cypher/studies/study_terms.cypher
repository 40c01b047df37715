// The terms of a study, and until when it is about each of its schools.
// reads
MATCH (s:Study {uid: $study})-[b:ABOUT]->(c:School)
WHERE b.retracted_at IS NULL
RETURN s.uid AS uid, s.name AS name, s.purpose AS purpose, s.use AS use,
    s.recipients AS recipients, s.measures AS measures, c.uid AS school,
    b.until AS until
ORDER BY school
