// Notes on which people and rounds a school's new revision bears, in the place of a revision long past.
// writes
MATCH (c:School)
WHERE c.uid IN $schools
MERGE (r:Revision {uid: c.uid + ':' + toString(c.revision % 256)})
SET r.school = c.uid, r.number = c.revision, r.people = $people, r.rounds = $rounds
