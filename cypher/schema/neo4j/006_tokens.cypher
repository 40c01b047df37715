// The tokens by which programs come in on an account's behalf.
// writes
CREATE CONSTRAINT token_hash IF NOT EXISTS FOR (n:Token) REQUIRE n.token_hash IS UNIQUE;
CREATE CONSTRAINT token_uid IF NOT EXISTS FOR (n:Token) REQUIRE n.uid IS UNIQUE;
CREATE (n:Token {token_hash: '', uid: '', account: '', name: '', scopes: [''], created_at: datetime(), expires_at: datetime(), used_at: datetime()}) DELETE n;
