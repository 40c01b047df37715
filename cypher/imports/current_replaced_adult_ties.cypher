// The role ties between adults and these students that an import wrote and that hold no longer, the oldest first.
// reads
MATCH (i:Import {source: $source})
WITH collect(i.recorded_at) AS instants
UNWIND $people AS person
MATCH (s:Student {uid: person})<-[t:ADVISES|MENTORS|FAMILY_OF|TEACHES|KNOWS]-(a:Adult)
WHERE t.retracted_at IS NOT NULL AND t.recorded_at IN instants
RETURN type(t) AS tie_kind, a.uid AS alter, s.uid AS student, t.since AS since, t.until AS until, t.detail AS detail,
    t.recorded_at AS recorded_at
ORDER BY recorded_at
