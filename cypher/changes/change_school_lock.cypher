// Holds schools against other writers until the transaction ends, and answers their revisions.
// writes
MATCH (c:School)
WHERE c.uid IN $schools
SET c.revision = c.revision + 0
RETURN c.uid AS school, c.revision AS at_revision
