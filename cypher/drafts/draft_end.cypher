// Takes away what an account wrote in a form.
// writes
MATCH (d:Draft {token_hash: $token_hash})
WHERE d.account = $account
DELETE d
