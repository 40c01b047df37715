"""The desk a command works at: the settings' database, the clock and the house's rule."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from graph_service.settings import Settings, read_settings
from graph_service.store.opening import open_engine
from graph_service.workflows.lens import default_rule
from graph_service.workflows.reading import Desk


def make_desk(settings: Settings) -> Desk:
    """An open desk; the caller closes its engine."""
    engine = open_engine(settings.database, settings.database_user, settings.password())
    rule = default_rule(
        settings.rule,
        adult_threshold=settings.adult_threshold,
        peer_threshold=settings.peer_threshold,
        least_strength=settings.least_strength,
        fresh_days=settings.fresh_days,
    )
    return Desk(engine, lambda: datetime.now(UTC), settings.time_zone, rule)


@contextmanager
def open_desk() -> Iterator[Desk]:
    """The desk of the environment's settings, closed at the end."""
    desk = make_desk(read_settings())
    try:
        yield desk
    finally:
        desk.engine.close()
