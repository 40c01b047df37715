// Retracts what an informant said of a student's tie to a peer.
// writes
UNWIND $rows AS row
MATCH (s:Student {uid: row.anchor})-[t:REPORTED {id: row.id}]->(:Student)
SET t.retracted_at = $at
