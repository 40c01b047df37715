// What was written in a form and could not be recorded yet: for whom it is kept, until they come back to it or it is too old.
// writes
CREATE CONSTRAINT draft_token_hash IF NOT EXISTS FOR (n:Draft) REQUIRE n.token_hash IS UNIQUE;
CREATE (n:Draft {token_hash: '', account: '', kept_at: datetime(), body: ''}) DELETE n;
