// Which people and rounds the latest revisions of a school bear on, so that its facts in memory are kept up; none of the earlier ones.
// writes
CREATE CONSTRAINT revision_uid IF NOT EXISTS FOR (n:Revision) REQUIRE n.uid IS UNIQUE;
CREATE INDEX revision_school IF NOT EXISTS FOR (n:Revision) ON (n.school);
CREATE (n:Revision {uid: '', school: '', number: 0, people: [''], rounds: ['']}) DELETE n;
