"""The facts of a school: one definition of each kind, below everything that reads or writes them.

``graph_service`` writes facts and ``analysis`` reads them, and neither may import the other. So a
fact is defined here, in a package that both may import and that imports neither. A change, a row of
the database and what a rule judges are the same types, or wrap them.
"""
