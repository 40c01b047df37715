"""What the operator of a database does to it as a whole."""
