// Records that a student is in a grade at a school: many new ties at once, from a table.
// writes
LOAD FROM $rows
MATCH (s:Student {uid: student})
MATCH (c:School {uid: school})
CREATE (s)-[:ENROLLED_AT {id: id, grade: grade, status: status, since: since, until: until,
  recorded_at: recorded_at}]->(c)
