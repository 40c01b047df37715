// Holds an import of a page against others who would change it, until the transaction ends.
// writes
MATCH (j:Job {uid: $uid})
SET j.held = 0
