// Retracts answers of adult informants.
// writes
UNWIND $rows AS row
MATCH (a:Adult {uid: row.anchor})-[t:ANSWERED {id: row.id}]->(:Round)
SET t.retracted_at = $at
