// Takes hold of an account until this transaction ends. What it writes never changes: Neo4j may read it before it has the account to itself.
// writes
MATCH (a:Account) WHERE a.uid = $account SET a.created_at = a.created_at
