// The version of the model: what every opening needs before anything else.
// writes
CREATE CONSTRAINT schema_id IF NOT EXISTS FOR (n:Schema) REQUIRE n.id IS UNIQUE;
CREATE (s:Schema {id: '', version: 0, secret: ''}) DELETE s;
