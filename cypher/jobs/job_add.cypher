// Keeps a new import that is asked for on a page.
// writes
CREATE (j:Job {uid: $uid, account: $account, worker: $worker, state: $state, stops: $stops, made_at: $made_at, saved_at: $saved_at, seen_at: $seen_at, body: $body})
