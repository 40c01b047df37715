// The round of a key.
// reads
MATCH (r:Round {key: $key})
RETURN r.uid AS uid
