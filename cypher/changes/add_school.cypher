// Makes schools, at revision 0.
// writes
UNWIND $rows AS row
MERGE (c:School {name: row.name})
SET c.uid = row.uid, c.revision = 0
