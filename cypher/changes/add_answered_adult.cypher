// Records whether adult informants answered a round.
// writes
UNWIND $rows AS row
MATCH (a:Adult {uid: row.informant}), (r:Round {uid: row.round})
MERGE (a)-[t:ANSWERED {id: row.id}]->(r)
SET t.about = row.about, t.status = row.status, t.answered_on = date(row.answered_on),
    t.unnamed_adults = toInteger(row.unnamed_adults), t.unnamed_peers = toInteger(row.unnamed_peers),
    t.recorded_by = row.recorded_by, t.recorded_at = $at
