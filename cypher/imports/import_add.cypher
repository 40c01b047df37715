// Writes an import, or the undoing of one, into the ledger.
// writes
MERGE (i:Import {uid: $uid})
SET i.sha256 = $sha256, i.source = $source, i.effective_on = $effective_on, i.recorded_at = $at,
    i.recorded_by = $recorded_by, i.counts = $counts, i.before = $before, i.undoes = $undoes
