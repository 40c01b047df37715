// Asks for the end of an import of a page.
// writes
MATCH (j:Job {uid: $uid})
SET j.stops = true
