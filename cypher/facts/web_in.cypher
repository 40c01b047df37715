// The ties that end at a student: role ties, reports on another student's tie to them, contacts; a row each.
// reads
MATCH (s:Student {uid: $student})<-[t:ADVISES|MENTORS|FAMILY_OF|TEACHES|KNOWS|PEER_OF|REPORTED|CONTACTED]-(o)
RETURN s.uid AS near, type(t) AS what, o.uid AS far, o.kind AS far_kind, t.id AS id,
  toString(t.since) AS since, toString(t.until) AS until, t.detail AS detail,
  t.round AS round, t.informant AS informant, t.support AS support, t.strength AS strength, t.kinds AS kinds,
  toString(t.reported_on) AS reported_on, t.confidential AS confidential, t.recorded_by AS recorded_by,
  toString(t.held_on) AS held_on, t.kind AS kind, t.by AS by,
  toString(t.recorded_at) AS recorded_at, toString(t.retracted_at) AS retracted_at
