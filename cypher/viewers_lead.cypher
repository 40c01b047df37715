// Which accounts may see this student today because they lead a school the student is or was enrolled at?
// reads
MATCH (me:Account)-[l:LEADS]->(x:School)<-[e:ENROLLED_AT]-(s:Student {uid: $student})
WHERE me.role = 'lead' AND me.disabled_at IS NULL AND e.retracted_at IS NULL
  AND l.retracted_at IS NULL AND (l.since IS NULL OR l.since <= $today) AND (l.until IS NULL OR l.until > $today)
RETURN DISTINCT me.name AS account, x.name AS via, me.uid AS uid
ORDER BY account, via, uid
