// Records what an informant said of a student's tie to a peer.
// writes
UNWIND $rows AS row
MATCH (s:Student {uid: row.ego}), (a:Student {uid: row.alter})
MERGE (s)-[t:REPORTED {id: row.id}]->(a)
SET t.round = row.round, t.informant = row.informant, t.support = row.support, t.strength = toInteger(row.strength),
    t.kinds = row.kinds, t.reported_on = date(row.reported_on), t.confidential = row.confidential,
    t.recorded_by = row.recorded_by, t.recorded_at = $at
