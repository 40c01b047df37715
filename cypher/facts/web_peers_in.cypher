// The role ties of a web's adults with its peers, and their contacts; a row each.
// reads
MATCH (s:Student)<-[t:ADVISES|MENTORS|FAMILY_OF|TEACHES|KNOWS|CONTACTED]-(o:Adult)
WHERE s.uid IN $peers AND o.uid IN $adults
RETURN s.uid AS near, type(t) AS what, o.uid AS far, t.id AS id,
  toString(t.since) AS since, toString(t.until) AS until, t.detail AS detail, t.recorded_by AS recorded_by,
  toString(t.held_on) AS held_on, t.kind AS kind, t.by AS by,
  toString(t.recorded_at) AS recorded_at, toString(t.retracted_at) AS retracted_at
