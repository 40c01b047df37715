// The adult of a uid.
// reads
MATCH (p:Adult {uid: $adult})
RETURN p.uid AS uid, p.key AS person_key, p.id AS id, p.name AS name, p.kind AS kind
