// The latest import of a source.
// reads
MATCH (i:Import {source: $source})
RETURN i.sha256 AS content, i.counts AS tallies, i.recorded_at AS imported_at
ORDER BY imported_at DESC
LIMIT 1
