// The peer ties between a source's students that an import of the source wrote: theirs is its instant.
// reads
MATCH (i:Import {source: $source})
WITH collect(i.recorded_at) AS instants
MATCH (s:Student {source: $source})<-[t:PEER_OF]-(:Student)
WHERE t.retracted_at IS NULL AND t.recorded_at IN instants
RETURN t.id AS id
