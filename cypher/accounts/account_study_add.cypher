// Makes a study about a school.
// writes
MATCH (c:School) WHERE c.uid = $school
CREATE (s:Study {uid: $uid, name: $name, purpose: $purpose})-[r:ABOUT {id: $id, recorded_at: $at, since: $since}]->(c) RETURN s.uid AS uid
