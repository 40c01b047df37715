// Retracts ties in which an adult advises a student.
// writes
UNWIND $rows AS row
MATCH (s:Student {uid: row.anchor})<-[t:ADVISES {id: row.id}]-(:Adult)
SET t.retracted_at = $at
