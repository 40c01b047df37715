// All enrolments of the students ever enrolled at the school, there and elsewhere; a row a student.
// reads
MATCH (s:Student)-[:ENROLLED_AT]->(:School {uid: $school})
WITH DISTINCT s
MATCH (s)-[e:ENROLLED_AT]->(x:School)
RETURN s.uid AS student, collect(e.id) AS ids, collect(x.uid) AS schools, collect(coalesce(e.grade, '')) AS grades, collect(e.status) AS statuses,
  collect(coalesce(toString(e.since), '')) AS sinces, collect(coalesce(toString(e.until), '')) AS untils, collect(toString(e.recorded_at)) AS recorded_ats, collect(coalesce(toString(e.retracted_at), '')) AS retracted_ats
