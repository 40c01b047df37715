// Retracts enrolments of students.
// writes
UNWIND $rows AS row
MATCH (s:Student {uid: row.anchor})-[t:ENROLLED_AT {id: row.id}]->(:School)
SET t.retracted_at = $at
