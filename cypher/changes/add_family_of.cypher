// Records that an adult is family of a student.
// writes
UNWIND $rows AS row
MATCH (a:Adult {uid: row.alter}), (s:Student {uid: row.student})
MERGE (a)-[t:FAMILY_OF {id: row.id}]->(s)
SET t.since = date(row.since), t.until = date(row.until), t.detail = row.detail,
    t.recorded_by = row.recorded_by, t.recorded_at = $at
