// The role ties between adults and a source's students that an import of the source wrote: theirs is its instant.
// reads
MATCH (i:Import {source: $source})
WITH collect(i.recorded_at) AS instants
MATCH (s:Student {source: $source})<-[t:ADVISES|MENTORS|FAMILY_OF|TEACHES|KNOWS]-(:Adult)
WHERE t.retracted_at IS NULL AND t.recorded_at IN instants
RETURN t.id AS id
