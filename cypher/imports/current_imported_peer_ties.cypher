// The peer ties between these students that an import of the source wrote: theirs is its instant.
// reads
MATCH (i:Import {source: $source})
WITH collect(i.recorded_at) AS instants
UNWIND $people AS person
MATCH (s:Student {uid: person})<-[t:PEER_OF]-(:Student)
WHERE t.retracted_at IS NULL AND t.recorded_at IN instants
RETURN t.id AS id
