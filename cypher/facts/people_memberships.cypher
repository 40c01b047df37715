// The advisories of the students of these uids; a row a student.
// reads
UNWIND $uids AS u
MATCH (s:Student {uid: u})-[m:MEMBER_OF]->(v:Advisory)
RETURN s.uid AS student, collect(m.id) AS ids, collect(v.uid) AS advisories, collect(v.name) AS names, collect(v.key) AS advisory_keys,
  collect(coalesce(toString(m.since), '')) AS sinces, collect(coalesce(toString(m.until), '')) AS untils, collect(toString(m.recorded_at)) AS recorded_ats, collect(coalesce(toString(m.retracted_at), '')) AS retracted_ats
