// The imports that are asked for on pages: whose they are, which process works on them, how far they are.
// writes
CREATE NODE TABLE Job(uid STRING PRIMARY KEY, account STRING, worker STRING, state STRING, stops BOOLEAN, held INT64, made_at TIMESTAMP, saved_at TIMESTAMP, seen_at TIMESTAMP, body STRING);
