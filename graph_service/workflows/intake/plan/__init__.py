"""The plan of an import: pure functions over the database's facts and the files' rows."""
