// The students of a source.
// reads
MATCH (s:Student {source: $source})
RETURN s.uid AS uid, s.id AS id, s.name AS name, s.interests AS interests, s.attributes AS attributes,
       s.email AS email
