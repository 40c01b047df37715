// Records that an adult knows a student: many new ties at once, from a table.
// writes
LOAD FROM $rows
MATCH (a:Adult {uid: alter})
MATCH (s:Student {uid: student})
CREATE (a)-[:KNOWS {id: id, since: since, until: until, detail: detail, recorded_by: recorded_by,
  recorded_at: recorded_at}]->(s)
