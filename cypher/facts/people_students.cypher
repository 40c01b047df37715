// The students of these uids.
// reads
UNWIND $uids AS u
MATCH (s:Student {uid: u})
RETURN s.uid AS uid, s.id AS own, s.name AS name, s.kind AS kind
