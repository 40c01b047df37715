// Records that an adult is at a school: many new ties at once, from a table.
// writes
LOAD FROM $rows
MATCH (x:Adult {uid: uid})
MATCH (c:School {uid: school})
CREATE (x)-[:AT {id: id, since: since, until: until, recorded_at: recorded_at}]->(c)
