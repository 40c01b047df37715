// The adults of a source.
// reads
MATCH (a:Adult {source: $source})
RETURN a.uid AS uid, a.id AS id, a.name AS name, a.kind AS kind, a.email AS email, a.organisation AS organisation,
    a.capacity AS capacity, a.interests AS interests, a.active_from AS active_from, a.active_until AS active_until
