// The imports that are asked for on pages: whose they are, which process works on them, how far they are.
// writes
CREATE CONSTRAINT job_uid IF NOT EXISTS FOR (n:Job) REQUIRE n.uid IS UNIQUE;
CREATE (n:Job {uid: '', account: '', worker: '', state: '', stops: false, held: 0, made_at: datetime(), saved_at: datetime(), seen_at: datetime(), body: ''}) DELETE n;
