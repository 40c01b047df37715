// All advisories by their keys.
// reads
MATCH (a:Advisory)
RETURN a.uid AS uid, a.key AS advisory_key
