// Records that an adult and a student were in touch on a day: many new ties at once, from a table.
// writes
LOAD FROM $rows
MATCH (a:Adult {uid: adult})
MATCH (s:Student {uid: student})
CREATE (a)-[:CONTACTED {id: id, held_on: held_on, kind: kind, `by`: `by`,
  recorded_by: recorded_by, recorded_at: recorded_at}]->(s)
