"""The desk a command works at: the settings' database, the clock and the house's rule."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from graph_service.settings import Settings, read_settings
from graph_service.store.opening import check_place, is_there, open_engine
from graph_service.workflows.desk.lens import default_rule
from graph_service.workflows.desk.reading import Desk


def make_desk(
    settings: Settings, *, must_exist: bool = False, through_service: bool = False
) -> Desk:
    """An open desk; the caller closes its engine. A database that is not there is made, unless it
    ``must_exist``; a file that a service holds is worked at ``through_service``, if that is said.
    """
    engine = open_engine(
        settings.database,
        settings.database_user,
        settings.password(),
        must_exist=must_exist,
        through_service=through_service,
    )
    rule = default_rule(
        settings.rule,
        adult_threshold=settings.adult_threshold,
        peer_threshold=settings.peer_threshold,
        least_strength=settings.least_strength,
        fresh_days=settings.fresh_days,
    )
    return Desk(engine, lambda: datetime.now(UTC), settings.time_zone, rule)


@contextmanager
def open_desk(*, makes: bool = False) -> Iterator[Desk]:
    """The desk of the environment's settings, closed at the end; a command that ``makes`` may be
    the database's first. While a service runs on a file, the command works through it.
    """
    desk = make_desk(read_settings(), must_exist=not makes, through_service=True)
    try:
        yield desk
    finally:
        desk.engine.close()


@contextmanager
def trying_desk() -> Iterator[Desk]:
    """The desk of what only says what it would do: where there is no database yet, at an empty one
    that is thrown away.
    """
    settings = read_settings()
    check_place(settings.database)
    if is_there(settings.database):
        with open_desk() as desk:
            yield desk
        return
    with TemporaryDirectory() as there:
        desk = make_desk(settings.model_copy(update={"database": str(Path(there) / "empty.db")}))
        try:
            yield desk
        finally:
            desk.engine.close()
