"""The meaning of the facts: evidence, states, measures. Pure functions: no web, no database, no
clock, no I/O.
"""
