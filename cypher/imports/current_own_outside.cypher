// The friends of a student who are at no school: people made known on a page as theirs.
// reads
MATCH (s:Student {uid: $student})-[t:REPORTED]->(p:Student)
WHERE t.retracted_at IS NULL AND p.id STARTS WITH 'recorded-'
RETURN DISTINCT p.uid AS uid, p.key AS key, p.id AS id, p.name AS name, p.kind AS kind
