// All schools and their revisions.
// reads
MATCH (c:School)
RETURN c.uid AS uid, c.name AS name, c.revision AS at_revision
