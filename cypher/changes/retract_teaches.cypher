// Retracts ties in which an adult teaches a student.
// writes
UNWIND $rows AS row
MATCH (s:Student {uid: row.anchor})<-[t:TEACHES {id: row.id}]-(:Adult)
SET t.retracted_at = $at
