// The rounds of a source.
// reads
MATCH (r:Round {source: $source})
RETURN r.uid AS uid, r.id AS id, r.kind AS kind, r.asks AS asks, r.opened_on AS opened_on, r.closed_on AS closed_on,
    r.max_adults AS max_adults, r.max_peers AS max_peers
