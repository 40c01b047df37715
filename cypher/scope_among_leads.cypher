// Which of these students may the account see today because it leads a school they are or were enrolled at, and which?
// reads
MATCH (me:Account {uid: $account})-[l:LEADS]->(x:School)<-[e:ENROLLED_AT]-(s:Student)
WHERE s.uid IN $students AND me.role = 'lead' AND me.disabled_at IS NULL AND e.retracted_at IS NULL
  AND l.retracted_at IS NULL AND (l.since IS NULL OR l.since <= $today) AND (l.until IS NULL OR l.until > $today)
RETURN s.uid AS student, x.name AS via, s.key AS student_key
