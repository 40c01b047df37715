// Records that a student is in an advisory: many new ties at once, from a table.
// writes
LOAD FROM $rows
MATCH (s:Student {uid: student})
MATCH (a:Advisory {uid: advisory})
CREATE (s)-[:MEMBER_OF {id: id, since: since, until: until, recorded_at: recorded_at}]->(a)
