// The record in chains: each entry says which students it showed and is sealed onto the one before it.
// writes
ALTER TABLE Look ADD IF NOT EXISTS students STRING[];
ALTER TABLE Look ADD IF NOT EXISTS chain STRING;
ALTER TABLE Look ADD IF NOT EXISTS number INT64;
ALTER TABLE Look ADD IF NOT EXISTS seal STRING;
CREATE NODE TABLE IF NOT EXISTS Chain(name STRING PRIMARY KEY, number INT64, seal STRING);
