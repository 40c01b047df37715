// The rounds of these keys, those there are.
// reads
UNWIND $keys AS wanted
MATCH (r:Round {key: wanted})
RETURN r.uid AS uid
