// Raises the revision of schools whose facts have changed.
// writes
MATCH (c:School)
WHERE c.uid IN $schools
SET c.revision = c.revision + 1
