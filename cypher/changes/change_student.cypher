// Makes students, or sets what is known of them.
// writes
UNWIND $rows AS row
MERGE (s:Student {uid: row.uid})
SET s.key = row.key, s.source = row.source, s.id = row.id, s.name = row.name, s.kind = "student",
    s.interests = row.interests, s.attributes = row.attributes, s.email = row.email
