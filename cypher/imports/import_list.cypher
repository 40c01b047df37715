// The ledger: every import and every undoing of one, the latest first.
// reads
MATCH (i:Import)
RETURN i.uid AS uid, i.recorded_at AS recorded_at, i.recorded_by AS recorded_by, i.source AS source,
    i.counts AS counts, i.undoes AS undoes
ORDER BY recorded_at DESC, source
LIMIT 100
