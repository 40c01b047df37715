// Whether the students ever enrolled at the school answered, in which rounds; a row a student.
// reads
MATCH (s:Student)-[:ENROLLED_AT]->(:School {uid: $school})
WITH DISTINCT s
MATCH (s)-[r:ANSWERED]->(d:Round)
RETURN s.uid AS informant, s.kind AS informant_kind, collect(d.uid) AS rounds, collect(r.id) AS ids, collect(coalesce(r.about, '')) AS abouts,
  collect(r.status) AS statuses, collect(coalesce(toString(r.answered_on), '')) AS answered_ons,
  collect(coalesce(r.unnamed_adults, 0)) AS unnamed_adults, collect(coalesce(r.unnamed_peers, 0)) AS unnamed_peers,
  collect(coalesce(r.recorded_by, '')) AS recorders, collect(toString(r.recorded_at)) AS recorded_ats, collect(coalesce(toString(r.retracted_at), '')) AS retracted_ats
