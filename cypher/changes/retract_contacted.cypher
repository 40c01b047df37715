// Retracts contacts of an adult and a student.
// writes
UNWIND $rows AS row
MATCH (s:Student {uid: row.anchor})<-[t:CONTACTED {id: row.id}]-(:Adult)
SET t.retracted_at = $at
