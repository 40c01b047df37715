// The reports of the students of these uids on their own ties; a row a student.
// reads
MATCH (s:Student)-[r:REPORTED]->(o)
WHERE s.uid IN $uids AND r.informant = s.uid
RETURN s.uid AS student, collect(o.uid) AS others, collect(o.kind) AS alter_kinds, collect(r.id) AS ids, collect(r.round) AS rounds,
  collect(r.informant) AS informants, collect(r.support) AS supports, collect(coalesce(r.strength, -1)) AS strengths,
  collect(coalesce(r.kinds, [])) AS kinds, collect(coalesce(toString(r.reported_on), '')) AS reported_ons,
  collect(coalesce(r.confidential, false)) AS confidentials, collect(coalesce(r.recorded_by, '')) AS recorders,
  collect(toString(r.recorded_at)) AS recorded_ats, collect(coalesce(toString(r.retracted_at), '')) AS retracted_ats
