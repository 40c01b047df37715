// The advisories of the students of these uids; a row a student.
// reads
UNWIND $uids AS u
MATCH (s:Student {uid: u})-[m:MEMBER_OF]->(v:Advisory)
RETURN s.uid AS student, collect(v.name) AS advisories,
  collect(coalesce(m.since, $never)) AS sinces, collect(coalesce(m.until, $never)) AS untils, collect(m.recorded_at) AS recorded_ats, collect(coalesce(m.retracted_at, $never_at)) AS retracted_ats
