// The contacts of adults with the people of the student's web, if the account may see the student today.
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
MATCH (a:Adult)-[c:CONTACTED]->(s:Student)
WHERE s.uid IN $students AND a.uid IN $adults
RETURN s.uid AS student, collect(a.uid) AS adults, collect(c.id) AS ids, collect(toString(c.held_on)) AS held_ons,
  collect(c.kind) AS kinds, collect(coalesce(c.by, '')) AS bys, collect(coalesce(c.recorded_by, '')) AS recorders,
  collect(toString(c.recorded_at)) AS recorded_ats, collect(coalesce(toString(c.retracted_at), '')) AS retracted_ats
