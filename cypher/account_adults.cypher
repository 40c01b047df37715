// The adults who are at a school or advise a student there, for whom an account can be made.
// reads
MATCH (p:Adult)-[t:AT]->(s:School) WHERE s.uid = $school AND t.retracted_at IS NULL
RETURN p.uid AS uid, p.id AS id, p.source AS source, p.name AS name, p.kind AS kind
UNION
MATCH (p:Adult)-[t:ADVISES]->(:Student)-[e:ENROLLED_AT]->(s:School)
WHERE s.uid = $school AND t.retracted_at IS NULL AND e.retracted_at IS NULL
RETURN p.uid AS uid, p.id AS id, p.source AS source, p.name AS name, p.kind AS kind
