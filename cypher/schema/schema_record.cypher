// Record the version of the model; the secret is made once and stays.
// writes
MERGE (s:Schema {id: 'model'})
SET s.version = $version, s.secret = coalesce(s.secret, $secret)
