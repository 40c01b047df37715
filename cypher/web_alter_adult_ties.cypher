// What adults of the student's web are to its peers, if the account may see the student today.
// reads
MATCH (ego:Student {uid: $student})
WHERE EXISTS {
  MATCH (me:Account {uid: $account})-[i:IS]->(:Adult)-[h:ADVISES]->(ego)
  WHERE me.role = 'advisor' AND me.disabled_at IS NULL
    AND i.retracted_at IS NULL AND (i.since IS NULL OR i.since <= $today) AND (i.until IS NULL OR i.until > $today)
    AND h.retracted_at IS NULL AND (h.since IS NULL OR h.since <= $today) AND (h.until IS NULL OR h.until > $today)
} OR EXISTS {
  MATCH (me:Account {uid: $account})-[l:LEADS]->(:School)<-[n:ENROLLED_AT]-(ego)
  WHERE me.role = 'lead' AND me.disabled_at IS NULL AND n.retracted_at IS NULL
    AND l.retracted_at IS NULL AND (l.since IS NULL OR l.since <= $today) AND (l.until IS NULL OR l.until > $today)
}
WITH ego
MATCH (a:Adult)-[t:ADVISES|MENTORS|FAMILY_OF|TEACHES|KNOWS]->(s:Student)
WHERE s.uid IN $students AND a.uid IN $adults
RETURN s.uid AS student, collect(a.uid) AS alters, collect(type(t)) AS ties, collect(t.id) AS ids,
  collect(coalesce(toString(t.since), '')) AS sinces, collect(coalesce(toString(t.until), '')) AS untils,
  collect(coalesce(t.detail, '')) AS details, collect(toString(t.recorded_at)) AS recorded_ats, collect(coalesce(toString(t.retracted_at), '')) AS retracted_ats
