// What adults are to the students ever enrolled at the school; a row a student, columns in one order.
// reads
MATCH (s:Student)-[:ENROLLED_AT]->(:School {uid: $school})
WITH DISTINCT s
MATCH (a:Adult)-[t:ADVISES|MENTORS|FAMILY_OF|TEACHES|KNOWS]->(s)
RETURN s.uid AS student, collect(a.uid) AS alters, collect(type(t)) AS ties, collect(t.id) AS ids,
  collect(coalesce(t.since, $never)) AS sinces, collect(coalesce(t.until, $never)) AS untils,
  collect(coalesce(t.detail, '')) AS details, collect(t.recorded_at) AS recorded_ats, collect(coalesce(t.retracted_at, $never_at)) AS retracted_ats
