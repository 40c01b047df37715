// What was said of ties among the people of the student's web, if the account may see the student today.
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
MATCH (s:Student)-[r:REPORTED]->(o)
WHERE s.uid IN $students AND (o.uid IN $students OR o.uid IN $adults)
RETURN s.uid AS student, collect(o.uid) AS others, collect(r.id) AS ids, collect(r.round) AS rounds,
  collect(r.informant) AS informants, collect(r.support) AS supports, collect(coalesce(r.strength, -1)) AS strengths,
  collect(coalesce(r.kinds, [])) AS kinds, collect(coalesce(toString(r.reported_on), '')) AS reported_ons,
  collect(coalesce(r.confidential, false)) AS confidentials, collect(coalesce(r.recorded_by, '')) AS recorders,
  collect(toString(r.recorded_at)) AS recorded_ats, collect(coalesce(toString(r.retracted_at), '')) AS retracted_ats
