// The schools that some advisories are at.
// reads
UNWIND $advisories AS advisory
MATCH (a:Advisory {uid: advisory})-[t:AT]->(c:School)
RETURN DISTINCT c.uid AS school
