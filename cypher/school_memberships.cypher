// The advisories of the students ever enrolled at the school; a row a student.
// reads
MATCH (s:Student)-[:ENROLLED_AT]->(:School {uid: $school})
WITH DISTINCT s
MATCH (s)-[m:MEMBER_OF]->(v:Advisory)
RETURN s.uid AS student, collect(v.name) AS advisories,
  collect(coalesce(m.since, $never)) AS sinces, collect(coalesce(m.until, $never)) AS untils, collect(m.recorded_at) AS recorded_ats, collect(coalesce(m.retracted_at, $never_at)) AS retracted_ats
