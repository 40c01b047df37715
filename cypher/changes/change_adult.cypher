// Makes adults, or sets what is known of them.
// writes
UNWIND $rows AS row
MERGE (a:Adult {uid: row.uid})
SET a.key = row.key, a.source = row.source, a.id = row.id, a.name = row.name, a.kind = row.kind, a.email = row.email,
    a.organisation = row.organisation, a.capacity = toInteger(row.capacity), a.interests = row.interests,
    a.active_from = date(row.active_from), a.active_until = date(row.active_until)
