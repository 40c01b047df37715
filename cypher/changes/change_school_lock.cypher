// Holds schools against other writers until the transaction ends, and answers their revisions. Neo4j shares the hold of a sum of the old value, until the revision is raised: two who have it would then wait for each other.
// writes
MATCH (c:School)
WHERE c.uid IN $schools
SET c.held = 0
RETURN c.uid AS school, c.revision AS at_revision
