// Retracts what an informant said of a student's tie to an adult.
// writes
UNWIND $rows AS row
MATCH (s:Student {uid: row.anchor})-[t:REPORTED {id: row.id}]->(:Adult)
SET t.retracted_at = $at
