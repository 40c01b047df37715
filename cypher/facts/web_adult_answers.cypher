// Whether these adults answered, about these students or about nobody; a row each.
// reads
MATCH (a:Adult)-[t:ANSWERED]->(o:Round)
WHERE a.uid IN $adults AND (t.about IS NULL OR t.about IN $students)
RETURN a.uid AS near, a.kind AS near_kind, type(t) AS what, o.uid AS far, t.id AS id, t.about AS about, t.status AS status,
  toString(t.answered_on) AS answered_on, t.unnamed_adults AS unnamed_adults, t.unnamed_peers AS unnamed_peers,
  t.recorded_by AS recorded_by, toString(t.recorded_at) AS recorded_at, toString(t.retracted_at) AS retracted_at
