// The adults whom somebody reported on, of a student of a school.
// reads
MATCH (p:Adult)<-[t:REPORTED]-(:Student)-[e:ENROLLED_AT]->(:School {uid: $school})
WHERE t.retracted_at IS NULL AND e.retracted_at IS NULL
RETURN DISTINCT p.uid AS uid, p.key AS person_key, p.id AS id, p.name AS name, p.kind AS kind
