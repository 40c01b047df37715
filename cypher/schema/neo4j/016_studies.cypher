// The terms of a study, and the random codes of its people; a study that was there before has neither.
// writes
CREATE CONSTRAINT coded_id IF NOT EXISTS FOR ()-[r:CODED]-() REQUIRE r.id IS UNIQUE;
CREATE (s:Study {uid: '', name: '', purpose: '', use: '', recipients: '', measures: [], opened_at: datetime(), held: 0})-[r:CODED {id: '', recorded_at: datetime(), retracted_at: datetime(), code: ''}]->(n:Student {uid: '', key: ''}) DELETE r, s, n;
