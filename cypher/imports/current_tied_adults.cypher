// The adults who are tied to a student of a school, by role.
// reads
MATCH (p:Adult)-[t:ADVISES|MENTORS|FAMILY_OF|TEACHES|KNOWS]->(:Student)-[e:ENROLLED_AT]->(:School {uid: $school})
WHERE t.retracted_at IS NULL AND e.retracted_at IS NULL
RETURN DISTINCT p.uid AS uid, p.key AS person_key, p.id AS id, p.name AS name, p.kind AS kind
