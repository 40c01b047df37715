// Which version of the model does the database hold?
// reads
MATCH (s:Schema {id: 'model'})
RETURN s.version AS version
