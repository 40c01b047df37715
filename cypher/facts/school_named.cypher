// The school of this name.
// reads
MATCH (x:School {name: $name})
RETURN x.uid AS uid, x.name AS name, x.revision AS revision
