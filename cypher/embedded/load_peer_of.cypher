// Records that two students are peers, kept once: many new ties at once, from a table.
// writes
LOAD FROM $rows
MATCH (a:Student {uid: alter})
MATCH (s:Student {uid: student})
CREATE (a)-[:PEER_OF {id: id, since: since, until: until, detail: detail,
  recorded_by: recorded_by, recorded_at: recorded_at}]->(s)
