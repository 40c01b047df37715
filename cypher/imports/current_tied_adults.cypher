// The adults who are tied to a student of a school, by role; one row of columns.
// reads
MATCH (p:Adult)-[t:ADVISES|MENTORS|FAMILY_OF|TEACHES|KNOWS]->(:Student)-[e:ENROLLED_AT]->(:School {uid: $school})
WHERE t.retracted_at IS NULL AND e.retracted_at IS NULL
WITH DISTINCT p
RETURN collect(p.uid) AS uids, collect(p.key) AS person_keys, collect(p.id) AS ids, collect(p.name) AS names,
  collect(p.kind) AS kinds
