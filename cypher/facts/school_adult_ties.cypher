// The adults' role ties with students ever enrolled at the school; a row a student, columns in one order.
// reads
MATCH (s:Student)-[:ENROLLED_AT]->(:School {uid: $school})
WITH DISTINCT s
MATCH (a:Adult)-[t:ADVISES|MENTORS|FAMILY_OF|TEACHES|KNOWS]->(s)
RETURN s.uid AS student, collect(a.uid) AS alters, collect(type(t)) AS ties, collect(t.id) AS ids,
  collect(coalesce(toString(t.since), '')) AS sinces, collect(coalesce(toString(t.until), '')) AS untils,
  collect(coalesce(t.detail, '')) AS details, collect(coalesce(t.recorded_by, '')) AS recorders,
  collect(toString(t.recorded_at)) AS recorded_ats, collect(coalesce(toString(t.retracted_at), '')) AS retracted_ats
