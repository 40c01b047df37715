// Records that a student is in an advisory.
// writes
UNWIND $rows AS row
MATCH (s:Student {uid: row.student}), (a:Advisory {uid: row.advisory})
MERGE (s)-[t:MEMBER_OF {id: row.id}]->(a)
SET t.since = date(row.since), t.until = date(row.until), t.recorded_at = $at
