// Gives an account the study it works within.
// writes
MATCH (a:Account) WHERE a.uid = $account MATCH (s:Study) WHERE s.uid = $target
CREATE (a)-[r:STUDIES {id: $id, recorded_at: $at, since: $since}]->(s) RETURN s.uid AS target
