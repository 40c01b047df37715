// Gives adults their codes within a study.
// writes
UNWIND $rows AS row
MATCH (s:Study {uid: $study}), (p:Adult {uid: row.person})
CREATE (s)-[:CODED {id: row.id, recorded_at: $at, code: row.code}]->(p)
