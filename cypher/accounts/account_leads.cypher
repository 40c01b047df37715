// Makes an account pastoral lead of a school.
// writes
MATCH (a:Account) WHERE a.uid = $account MATCH (s:School) WHERE s.uid = $target
CREATE (a)-[r:LEADS {id: $id, recorded_at: $at, since: $since}]->(s) RETURN s.uid AS target
