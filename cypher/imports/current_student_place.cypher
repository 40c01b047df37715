// The schools of one student, with the first day of each enrolment that holds and how late it lasts: those that last longest are theirs today.
// reads
MATCH (s:Student {uid: $student})-[e:ENROLLED_AT]->(x:School)
WHERE e.retracted_at IS NULL
RETURN s.key AS student_key, s.source AS source, s.name AS name, x.uid AS school, x.name AS school_name, e.since AS since, CASE
    WHEN e.since > $today THEN ''
    WHEN e.until > $today OR (e.until IS NULL AND e.status = 'enrolled') THEN 'now'
    ELSE toString(coalesce(e.until, e.since, date('0001-01-01'))) + toString(coalesce(e.since, date('0001-01-01'))) END AS lasts
