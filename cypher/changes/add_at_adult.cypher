// Records that an adult is at a school.
// writes
UNWIND $rows AS row
MATCH (x:Adult {uid: row.uid}), (c:School {uid: row.school})
MERGE (x)-[t:AT {id: row.id}]->(c)
SET t.since = date(row.since), t.until = date(row.until), t.recorded_at = $at
