// Records that an adult and a student were in touch on a day.
// writes
UNWIND $rows AS row
MATCH (a:Adult {uid: row.adult}), (s:Student {uid: row.student})
MERGE (a)-[t:CONTACTED {id: row.id}]->(s)
SET t.held_on = date(row.held_on), t.kind = row.kind, t.by = row.by, t.recorded_by = row.recorded_by,
    t.recorded_at = $at
