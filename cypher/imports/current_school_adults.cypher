// The adults who are at a school; one row of columns.
// reads
MATCH (p:Adult)-[t:AT]->(:School {uid: $school})
WHERE t.retracted_at IS NULL
WITH DISTINCT p
RETURN collect(p.uid) AS uids, collect(p.key) AS person_keys, collect(p.id) AS ids, collect(p.name) AS names,
  collect(p.kind) AS kinds
