// Gives an account the adult it is.
// writes
MATCH (a:Account) WHERE a.uid = $account MATCH (p:Adult) WHERE p.uid = $target
CREATE (a)-[r:`IS` {id: $id, recorded_at: $at, since: $since}]->(p) RETURN p.uid AS target
