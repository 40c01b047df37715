// The peer ties of the school's students that are kept at students of no enrolment there.
// reads
MATCH (s:Student)-[:ENROLLED_AT]->(:School {uid: $school})
WITH DISTINCT s
MATCH (o:Student)-[t:PEER_OF]->(s)
WHERE NOT EXISTS { MATCH (o)-[:ENROLLED_AT]->(:School {uid: $school}) }
RETURN s.uid AS student, collect(o.uid) AS alters, collect(type(t)) AS ties, collect(t.id) AS ids,
  collect(coalesce(toString(t.since), '')) AS sinces, collect(coalesce(toString(t.until), '')) AS untils,
  collect(coalesce(t.detail, '')) AS details, collect(coalesce(t.recorded_by, '')) AS recorders,
  collect(toString(t.recorded_at)) AS recorded_ats, collect(coalesce(toString(t.retracted_at), '')) AS retracted_ats
