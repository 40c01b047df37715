// The contacts that hold between a student and an adult on a day.
// reads
MATCH (s:Student {uid: $student})<-[t:CONTACTED]-(a:Adult {uid: $adult})
WHERE t.retracted_at IS NULL AND t.held_on = $day
RETURN t.kind AS kind
