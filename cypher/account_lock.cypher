// Takes hold of an account: until this transaction ends, no other one changes it.
// writes
MATCH (a:Account) WHERE a.uid = $account SET a.role = a.role
