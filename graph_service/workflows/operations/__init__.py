"""The operator's work on a database as a whole."""
