// What was written in a form and could not be recorded yet: for whom it is kept, until they come back to it or it is too old.
// writes
CREATE NODE TABLE Draft(token_hash STRING PRIMARY KEY, account STRING, kept_at TIMESTAMP, body STRING);
