// The peer ties between a source's students that an import wrote and that hold no longer, the oldest first.
// reads
MATCH (i:Import {source: $source})
WITH collect(i.recorded_at) AS instants
MATCH (s:Student {source: $source})<-[t:PEER_OF]-(a:Student)
WHERE t.retracted_at IS NOT NULL AND t.recorded_at IN instants
RETURN a.uid AS alter, s.uid AS student, t.since AS since, t.until AS until, t.detail AS detail,
    t.recorded_at AS recorded_at
ORDER BY recorded_at
