// The adults of a source with that own id.
// reads
MATCH (p:Adult {key: $key}) RETURN p.uid AS uid, p.name AS name
