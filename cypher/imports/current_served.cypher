// The students to whom some adults are tied on a day or later.
// reads
UNWIND $people AS person
MATCH (p:Adult {uid: person})-[t:ADVISES|MENTORS|FAMILY_OF|TEACHES|KNOWS]->(s:Student)
WHERE t.retracted_at IS NULL AND (t.until IS NULL OR t.until > $day)
RETURN DISTINCT p.uid AS adult, s.uid AS student
