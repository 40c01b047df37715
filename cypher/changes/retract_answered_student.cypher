// Retracts answers of student informants.
// writes
UNWIND $rows AS row
MATCH (a:Student {uid: row.anchor})-[t:ANSWERED {id: row.id}]->(:Round)
SET t.retracted_at = $at
