// The answers about the students of these uids, whoever gave them; a row an informant.
// reads
UNWIND $uids AS u
MATCH (p)-[r:ANSWERED]->(d:Round)
WHERE r.about = u
RETURN p.uid AS informant, p.kind AS informant_kind, collect(d.uid) AS rounds, collect(r.id) AS ids, collect(coalesce(r.about, '')) AS abouts,
  collect(r.status) AS statuses, collect(coalesce(toString(r.answered_on), '')) AS answered_ons,
  collect(coalesce(r.unnamed_adults, 0)) AS unnamed_adults, collect(coalesce(r.unnamed_peers, 0)) AS unnamed_peers,
  collect(coalesce(r.recorded_by, '')) AS recorders, collect(toString(r.recorded_at)) AS recorded_ats, collect(coalesce(toString(r.retracted_at), '')) AS retracted_ats
