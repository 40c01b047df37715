// Records that two students are peers, kept once.
// writes
UNWIND $rows AS row
MATCH (a:Student {uid: row.alter}), (s:Student {uid: row.student})
MERGE (a)-[t:PEER_OF {id: row.id}]->(s)
SET t.since = date(row.since), t.until = date(row.until), t.detail = row.detail,
    t.recorded_by = row.recorded_by, t.recorded_at = $at
