"""The engine, the clock, the facts of the schools, and the day and the rule that are asked for."""
