"""The shapes of what goes in and out of the database: plain values, no behaviour worth a name of
its own.
"""
