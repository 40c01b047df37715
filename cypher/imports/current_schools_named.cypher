// Which schools of these names are there already?
// reads
MATCH (c:School)
WHERE c.name IN $names
RETURN c.uid AS school
