// Retracts that a round is at a school.
// writes
UNWIND $rows AS row
MATCH (x:Round {uid: row.anchor})-[t:AT {id: row.id}]->(:School)
SET t.retracted_at = $at
