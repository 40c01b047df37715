"""All that holds of a source at once, which production reads a portion of the people at a time."""

from datetime import datetime

from graph_service.records.current import Current
from graph_service.store.current import EVER, read_people, read_ties
from graph_service.store.engine import Engine


def read_current(engine: Engine, source: str, known: datetime = EVER) -> Current:
    """The current facts of ``source``, with the ties that held as it was known then."""
    current = read_people(engine, source, known)
    people = [node.uid for nodes in (current.students, current.adults) for node in nodes.values()]
    current.ties += read_ties(engine, people, known)
    return current
