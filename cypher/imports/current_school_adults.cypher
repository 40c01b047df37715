// The adults who are at a school.
// reads
MATCH (p:Adult)-[t:AT]->(:School {uid: $school})
WHERE t.retracted_at IS NULL
RETURN DISTINCT p.uid AS uid, p.key AS person_key, p.id AS id, p.name AS name, p.kind AS kind
