// Makes rounds, or sets what is known of them.
// writes
UNWIND $rows AS row
MERGE (r:Round {key: row.key})
SET r.uid = row.uid, r.source = row.source, r.id = row.id, r.kind = row.kind, r.asks = row.asks,
    r.opened_on = date(row.opened_on), r.closed_on = date(row.closed_on),
    r.max_adults = toInteger(row.max_adults), r.max_peers = toInteger(row.max_peers)
