// Does the account lead a school today that this student is or was enrolled at, and which?
// reads
MATCH (me:Account {uid: $account})-[l:LEADS]->(x:School)<-[e:ENROLLED_AT]-(s:Student {uid: $student})
WHERE me.role = 'lead' AND me.disabled_at IS NULL AND e.retracted_at IS NULL
  AND l.retracted_at IS NULL AND (l.since IS NULL OR l.since <= $today) AND (l.until IS NULL OR l.until > $today)
RETURN DISTINCT x.name AS via
ORDER BY via
