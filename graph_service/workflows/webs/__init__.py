"""The support web of a student, of an adult's students, and of an advisory."""
