// Retracts ties in which an adult is family of a student.
// writes
UNWIND $rows AS row
MATCH (s:Student {uid: row.anchor})<-[t:FAMILY_OF {id: row.id}]-(:Adult)
SET t.retracted_at = $at
