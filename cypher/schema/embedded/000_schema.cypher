// The version of the model: what every opening needs before anything else.
// writes
CREATE NODE TABLE IF NOT EXISTS Schema(id STRING PRIMARY KEY, version INT64, secret STRING);
