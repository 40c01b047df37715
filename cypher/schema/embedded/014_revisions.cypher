// Which people and rounds the latest revisions of a school bear on, so that its facts in memory are kept up; none of the earlier ones.
// writes
CREATE NODE TABLE Revision(uid STRING PRIMARY KEY, school STRING, number INT64, people STRING[], rounds STRING[]);
