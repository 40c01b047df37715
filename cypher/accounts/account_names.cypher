// The names of the accounts of these uids, disabled ones too.
// reads
UNWIND $uids AS uid
MATCH (a:Account {uid: uid})
RETURN a.uid AS uid, a.name AS name
