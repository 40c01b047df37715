// Retracts that an adult is at a school.
// writes
UNWIND $rows AS row
MATCH (x:Adult {uid: row.anchor})-[t:AT {id: row.id}]->(:School)
SET t.retracted_at = $at
