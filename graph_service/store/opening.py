"""Opening the database that the settings name: a path is the embedded engine, an address is Neo4j."""

from pathlib import Path

from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.engine import Definable
from graph_service.store.migrations import migrate


def open_engine(database: str, user: str | None = None, password: str | None = None) -> Definable:
    """The engine for ``database``; an embedded file is made and migrated when it is opened.

    Raises StoreUnavailable when it cannot be opened, is in use by another process, or is newer than the program.
    """
    engine = EmbeddedEngine(Path(database))
    try:
        migrate(engine)
    except BaseException:
        engine.close()
        raise
    return engine
