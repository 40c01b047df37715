"""The database, whichever it is: the only package that knows a driver."""
