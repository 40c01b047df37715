// Retracts ties in which an adult mentors a student.
// writes
UNWIND $rows AS row
MATCH (s:Student {uid: row.anchor})<-[t:MENTORS {id: row.id}]-(:Adult)
SET t.retracted_at = $at
