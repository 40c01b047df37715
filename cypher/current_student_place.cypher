// The schools of one student, with the days of each enrolment that holds.
// reads
MATCH (s:Student {uid: $student})-[t:ENROLLED_AT]->(c:School)
WHERE t.retracted_at IS NULL
RETURN s.key AS student_key, s.source AS source, s.name AS name, c.uid AS school, c.name AS school_name,
    t.since AS since, t.until AS until
