// When an account last signed in and a session last gave its password, and how often a password was guessed.
// writes
CREATE CONSTRAINT guesses_subject IF NOT EXISTS FOR (n:Guesses) REQUIRE n.subject IS UNIQUE;
CREATE (n:Account {signed_in_at: datetime()}) DELETE n;
CREATE (n:Session {confirmed_at: datetime(), device: ''}) DELETE n;
CREATE (n:Guesses {subject: '', tries: 0, began_at: datetime()}) DELETE n;
