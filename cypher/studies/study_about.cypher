// Says that a study is about a school, from a day until another.
// writes
MATCH (s:Study {uid: $study}), (c:School {uid: $school})
CREATE (s)-[r:ABOUT {id: $id, recorded_at: $at, since: $since, until: $until}]->(c)
RETURN c.uid AS school
