// The ledger: every import, the latest first.
// reads
MATCH (i:Import) RETURN i.recorded_at AS recorded_at, i.recorded_by AS recorded_by, i.source AS source, i.counts AS counts ORDER BY recorded_at DESC, source LIMIT 100
