// Whether an import stands in the ledger: it was committed.
// reads
MATCH (i:Import {uid: $uid})
RETURN i.uid AS import_uid
