// Keeps how far an import of a page is.
// writes
MATCH (j:Job {uid: $uid})
SET j.state = $state, j.stops = $stops, j.saved_at = $saved_at, j.body = $body
