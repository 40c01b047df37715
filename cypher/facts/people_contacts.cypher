// The contacts of the students of these uids; a row a student.
// reads
MATCH (a:Adult)-[c:CONTACTED]->(s:Student)
WHERE s.uid IN $uids
RETURN s.uid AS student, collect(a.uid) AS adults, collect(c.id) AS ids, collect(toString(c.held_on)) AS held_ons,
  collect(c.kind) AS kinds, collect(coalesce(c.by, '')) AS bys, collect(coalesce(c.recorded_by, '')) AS recorders,
  collect(toString(c.recorded_at)) AS recorded_ats, collect(coalesce(toString(c.retracted_at), '')) AS retracted_ats
