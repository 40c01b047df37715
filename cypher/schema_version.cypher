// Which version of the model does the database hold, and under which secret are its tie ids made?
// reads
MATCH (s:Schema {id: 'model'})
RETURN s.version AS version, s.secret AS secret
