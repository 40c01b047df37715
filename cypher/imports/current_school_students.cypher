// The students who are or were at a school.
// reads
MATCH (p:Student)-[t:ENROLLED_AT]->(:School {uid: $school})
WHERE t.retracted_at IS NULL
RETURN DISTINCT p.uid AS uid, p.key AS person_key, p.id AS id, p.name AS name, p.kind AS kind
