// What the revisions of a school after a number bear on, the earliest first.
// reads
MATCH (r:Revision)
WHERE r.school = $school AND r.number > $after
RETURN r.number AS at_revision, r.people AS people, r.rounds AS rounds
ORDER BY at_revision
