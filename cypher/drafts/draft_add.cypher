// Keeps what an account wrote in a form.
// writes
CREATE (d:Draft {token_hash: $token_hash, account: $account, kept_at: $at, body: $body})
