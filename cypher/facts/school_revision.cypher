// The revision of a school's facts.
// reads
MATCH (c:School {uid: $school})
RETURN c.revision AS at_revision
