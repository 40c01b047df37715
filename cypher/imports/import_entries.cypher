// The ledger of a source: every entry, the latest first.
// reads
MATCH (i:Import {source: $source})
RETURN i.uid AS uid, i.undoes AS undoes, i.recorded_at AS recorded_at
ORDER BY recorded_at DESC
