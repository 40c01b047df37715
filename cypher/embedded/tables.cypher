// Which tables are there? A new file has none.
// reads
CALL show_tables() RETURN name
