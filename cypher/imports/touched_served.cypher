// The students whom some adults are or were tied to, and whether that holds.
// reads
UNWIND $people AS person
MATCH (p:Adult {uid: person})-[t:ADVISES|MENTORS|FAMILY_OF|TEACHES|KNOWS]->(s:Student)
RETURN DISTINCT p.uid AS uid, s.uid AS student, t.retracted_at IS NULL AS holds
