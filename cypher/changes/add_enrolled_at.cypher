// Records that a student is in a grade at a school.
// writes
UNWIND $rows AS row
MATCH (s:Student {uid: row.student}), (c:School {uid: row.school})
MERGE (s)-[t:ENROLLED_AT {id: row.id}]->(c)
SET t.grade = row.grade, t.status = row.status, t.since = date(row.since), t.until = date(row.until),
    t.recorded_at = $at
