// Removes what is kept of an import of a page; what it wrote stays.
// writes
MATCH (j:Job {uid: $uid})
DELETE j
