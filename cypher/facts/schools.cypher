// Every school, with the revision of its facts.
// reads
MATCH (x:School)
RETURN x.uid AS uid, x.name AS name, x.revision AS revision
ORDER BY name
