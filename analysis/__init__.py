"""What the facts mean: evidence, states, measures. Pure functions: no web, no database, no clock,
no I/O.
"""
