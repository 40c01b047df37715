// Ends a study: from this day on it is about no school any more.
// writes
MATCH (s:Study {uid: $study})-[b:ABOUT]->(:School)
WHERE b.retracted_at IS NULL AND (b.until IS NULL OR b.until > $today)
SET b.until = $today
RETURN count(b) AS ended
