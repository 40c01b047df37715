// Retracts ties in which an adult knows a student.
// writes
UNWIND $rows AS row
MATCH (s:Student {uid: row.anchor})<-[t:KNOWS {id: row.id}]-(:Adult)
SET t.retracted_at = $at
