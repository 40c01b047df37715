// Notes when an account signed in.
// writes
MATCH (a:Account) WHERE a.uid = $account SET a.signed_in_at = $at
