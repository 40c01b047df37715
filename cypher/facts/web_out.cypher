// The ties that begin at a student: peer ties, reports, answers, enrolments and advisories; a row each.
// reads
MATCH (s:Student {uid: $student})-[t:PEER_OF|REPORTED|ANSWERED|ENROLLED_AT|MEMBER_OF]->(o)
RETURN s.uid AS near, s.kind AS near_kind, type(t) AS what, o.uid AS far, o.kind AS far_kind, o.name AS far_name, o.key AS far_key, t.id AS id,
  toString(t.since) AS since, toString(t.until) AS until, t.detail AS detail, t.grade AS grade, t.status AS status,
  t.round AS round, t.informant AS informant, t.support AS support, t.strength AS strength, t.kinds AS kinds,
  toString(t.reported_on) AS reported_on, t.confidential AS confidential, t.recorded_by AS recorded_by,
  t.about AS about, toString(t.answered_on) AS answered_on, t.unnamed_adults AS unnamed_adults, t.unnamed_peers AS unnamed_peers,
  toString(t.recorded_at) AS recorded_at, toString(t.retracted_at) AS retracted_at
