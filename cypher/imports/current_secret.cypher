// The secret under which ids of ties are made.
// reads
MATCH (m:Schema {id: "model"})
RETURN m.secret AS key_text
