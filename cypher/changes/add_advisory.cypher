// Makes advisories.
// writes
UNWIND $rows AS row
MERGE (a:Advisory {key: row.key})
SET a.uid = row.uid, a.name = row.name
