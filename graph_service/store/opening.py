"""Opening the database that the settings name: a path is the embedded engine, an address is
Neo4j.
"""

from pathlib import Path

from graph_service.errors import StoreUnavailable
from graph_service.settings import SCHEMES
from graph_service.store.bolt import BoltEngine
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.engine import Definable
from graph_service.store.migrations import check, latest, migrate
from graph_service.store.through_service import service_beside


def connect(
    database: str,
    user: str | None = None,
    password: str | None = None,
    *,
    must_exist: bool = False,
    through_service: bool = False,
) -> Definable:
    """The engine for ``database``, open and as it is: nothing is migrated yet. A file that a
    service holds is worked at ``through_service``, where that is allowed.

    An embedded file is made where it is not there, unless it ``must_exist``; its folder never is.
    Raises StoreUnavailable when it does not answer or is in use by another process, WrongSetting
    when it refuses us.
    """
    if not database.startswith(SCHEMES):
        check_place(database, must_exist=must_exist)
        service = service_beside(Path(database)) if through_service else None
        return service or EmbeddedEngine(Path(database))
    engine = BoltEngine(database, user, password)
    try:
        engine.check()
    except BaseException:
        engine.close()
        raise
    return engine


def is_there(database: str) -> bool:
    """Whether there is an embedded file to open; of a server only connecting tells."""
    return database.startswith(SCHEMES) or Path(database).exists()


def check_place(database: str, *, must_exist: bool = False) -> None:
    """Raise StoreUnavailable where an embedded file is not there, or may be made but not in that
    folder.
    """
    if is_there(database):
        return
    if must_exist:
        raise StoreUnavailable(
            f"There is no database at {Path(database).absolute()}. Check SUPPORT_WEB_DATABASE, "
            "which is to be set in each new shell, or import a school first."
        )
    folder = Path(database).parent
    if not folder.is_dir():
        raise StoreUnavailable(
            f"There is no folder {folder} for the database {database}; check "
            "SUPPORT_WEB_DATABASE, or make the folder first."
        )


def open_engine(
    database: str,
    user: str | None = None,
    password: str | None = None,
    *,
    must_exist: bool = False,
    through_service: bool = False,
) -> Definable:
    """The engine for ``database``, ready: an embedded file and a database without a model are
    migrated, an older one on a server must have been (support-web migrate).

    Raises StoreUnavailable when it does not answer, is in use by another process, is newer than the
    program or, on a server, older; WrongSetting when it refuses us.
    """
    engine = connect(
        database, user, password, must_exist=must_exist, through_service=through_service
    )
    try:
        _make_ready(engine)
    except BaseException:
        engine.close()
        raise
    return engine


def _make_ready(engine: Definable) -> None:
    if engine.name == "embedded":
        migrate(engine)
        return
    found = check(engine)
    if found == 0:
        migrate(engine)
    elif found < latest(engine.name):
        raise StoreUnavailable(
            "The database has not the model this program needs: run support-web migrate first."
        )
