// Records what an informant said of a student's tie to an adult: many new ties at once, from a table.
// writes
LOAD FROM $rows
MATCH (s:Student {uid: ego})
MATCH (a:Adult {uid: alter})
CREATE (s)-[:REPORTED {id: id, round: round, informant: informant, support: support,
  strength: strength, kinds: kinds, reported_on: reported_on, confidential: confidential,
  recorded_by: recorded_by, recorded_at: recorded_at}]->(a)
