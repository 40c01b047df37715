// Retracts ties between two peers.
// writes
UNWIND $rows AS row
MATCH (s:Student {uid: row.anchor})<-[t:PEER_OF {id: row.id}]-(:Student)
SET t.retracted_at = $at
