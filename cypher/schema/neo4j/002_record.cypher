// The record in chains: each entry says which students it showed and is sealed onto the one before it.
// writes
CREATE CONSTRAINT chain_name IF NOT EXISTS FOR (n:Chain) REQUIRE n.name IS UNIQUE;
CREATE CONSTRAINT look_place IF NOT EXISTS FOR (n:Look) REQUIRE (n.chain, n.number) IS UNIQUE;
CREATE INDEX look_subject IF NOT EXISTS FOR (n:Look) ON (n.subject);
CREATE (n:Look {students: [''], chain: '', number: 0, seal: ''}) DELETE n;
CREATE (n:Chain {name: '', number: 0, seal: ''}) DELETE n;
