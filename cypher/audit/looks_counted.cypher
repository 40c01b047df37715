// How many entries each chain of the record holds, and those of none; the first instant of each.
// reads
MATCH (l:Look)
RETURN l.chain AS chain, count(l) AS entries, min(l.at) AS first_at, max(l.at) AS last_at
