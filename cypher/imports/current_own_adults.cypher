// The adults who are tied to a student, or whom somebody reported on as theirs.
// reads
MATCH (s:Student {uid: $student})-[t:ADVISES|MENTORS|FAMILY_OF|TEACHES|KNOWS|REPORTED]-(a:Adult)
WHERE t.retracted_at IS NULL
RETURN DISTINCT a.uid AS adult
