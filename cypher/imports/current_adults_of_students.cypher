// The adults who are tied to students who are or were at some schools.
// reads
UNWIND $schools AS school
MATCH (:School {uid: school})<-[e:ENROLLED_AT]-(:Student)<-[t:ADVISES|MENTORS|FAMILY_OF|TEACHES|KNOWS]-(p:Adult)
WHERE e.retracted_at IS NULL AND t.retracted_at IS NULL
RETURN DISTINCT p.uid AS adult
