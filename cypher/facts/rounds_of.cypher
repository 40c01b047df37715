// The rounds of these uids.
// reads
UNWIND $uids AS u
MATCH (d:Round {uid: u})
RETURN d.uid AS uid, d.id AS own, d.kind AS kind, d.asks AS asks, d.opened_on AS opened_on, d.closed_on AS closed_on,
  d.max_adults AS max_adults, d.max_peers AS max_peers
