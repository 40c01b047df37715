// What an account wrote in a form, unless it was kept before a moment.
// reads
MATCH (d:Draft {token_hash: $token_hash})
WHERE d.account = $account AND d.kept_at >= $since
RETURN d.body AS body
