// The adults of these uids.
// reads
UNWIND $uids AS u
MATCH (a:Adult {uid: u})
RETURN a.uid AS uid, a.id AS own, a.name AS name, a.kind AS kind, a.active_from AS active_from, a.active_until AS active_until
