// Holds a study, so that nobody else gives its people codes meanwhile.
// writes
MATCH (s:Study {uid: $study}) SET s.held = 0 RETURN s.uid AS uid
