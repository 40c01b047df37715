// One entry of the ledger, with what people and rounds were before it.
// reads
MATCH (i:Import {uid: $uid})
RETURN i.uid AS uid, i.source AS source, i.recorded_at AS recorded_at, i.counts AS counts,
    i.before AS before, i.undoes AS undoes
