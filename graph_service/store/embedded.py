"""The embedded engine: Ladybug, one file on disk, one process; readers run beside one writer."""

import logging
import shutil
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import ladybug

from graph_service.errors import Busy, StoreUnavailable
from graph_service.store import queries
from graph_service.store.engine import Row, T, Transaction

WAIT_SECONDS = 5.0
LARGEST_FILE = 2**38
"""Bytes of address space kept for the file; with the engine's own 8 TiB a process can open only a few files."""
_IN_USE = "Could not set lock"
_UNREADABLE = ("Storage exception", "Runtime exception", "Assertion failed")
_CHANGE_ENDS = bytes([9, *[0] * 7, 2])
_END_BYTES = 25
_log = logging.getLogger(__name__)


class EmbeddedTransaction:
    """One open transaction on a connection of its own."""

    def __init__(self, connection: ladybug.Connection) -> None:
        self._connection = connection

    def run(self, query: str, **parameters: Any) -> list[Row]:
        """The rows the query answers; see ``engine.Transaction``."""
        return _run(self._connection, query, parameters)

    def run_own(self, query: str, **parameters: Any) -> list[Row]:
        """Run what only this engine can; see ``engine.Transaction``."""
        statement = queries.own_text(EmbeddedEngine.name, query)
        if statement is None:
            return []
        return _execute(self._connection, statement, {name: _given(value) for name, value in parameters.items()})


class EmbeddedEngine:
    """A database file that this process holds. Writes wait for one another, at most ``wait_seconds``."""

    name = "embedded"

    def __init__(self, path: Path, wait_seconds: float = WAIT_SECONDS) -> None:
        self._database = _open(path)
        self._idle: deque[ladybug.Connection] = deque()
        self._writing = threading.Lock()
        self._wait_seconds = wait_seconds

    def read(self, query: str, **parameters: Any) -> list[Row]:
        """Run one query that only reads; see ``engine.Engine``."""
        return self.read_together(lambda tx: tx.run(query, **parameters))

    def read_together(self, work: Callable[[Transaction], T], *, seconds: float | None = None) -> T:  # noqa: ARG002 - a limit of servers
        """Run ``work`` in one transaction that sees the database as it was at its beginning; see ``engine.Engine``."""
        with self._connection() as connection, _transaction(connection, "BEGIN TRANSACTION READ ONLY"):
            return work(EmbeddedTransaction(connection))

    def write(self, work: Callable[[Transaction], T], *, seconds: float | None = None) -> T:  # noqa: ARG002 - a limit of servers
        """Run ``work`` in the one write transaction; see ``engine.Engine``. ``seconds`` is for servers only."""
        with self._turn(), self._connection() as connection, _transaction(connection, "BEGIN TRANSACTION"):
            return work(EmbeddedTransaction(connection))

    def define(self, statements: Sequence[str], work: Callable[[Transaction], None] | None = None) -> None:
        """Run schema statements and ``work`` in one transaction."""
        with self._turn(), self._connection() as connection, _transaction(connection, "BEGIN TRANSACTION"):
            for statement in statements:
                _execute(connection, statement, {})
            if work is not None:
                work(EmbeddedTransaction(connection))

    def close(self) -> None:
        """Let go of the file; waits for the write that is running."""
        with self._writing:
            while self._idle:
                self._idle.pop().close()
            self._database.close()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._writing.acquire(timeout=self._wait_seconds):
            raise Busy("An import is running; try again shortly.")
        try:
            yield
        finally:
            self._writing.release()

    @contextmanager
    def _connection(self) -> Iterator[ladybug.Connection]:
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = ladybug.Connection(self._database)
        try:
            yield connection
        finally:
            self._idle.append(connection)


def _open(path: Path) -> ladybug.Database:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _recovered(path)
    except (OSError, RuntimeError) as error:
        raise StoreUnavailable(_why(path, str(error))) from error


def _recovered(path: Path) -> ladybug.Database:
    """The database, without what was still being written when its process or machine was stopped.

    A change is done once its end is in the journal and on the disk, so what follows the last whole one was never said to be done.
    A journal that cannot be read although a whole change ends it is damaged before that: what it lost was done, and is not left out.
    """
    try:
        return _database(path, whole=True)
    except RuntimeError as error:
        if _IN_USE in str(error) or not _journal(path).exists() or _is_damaged(_journal(path)):
            raise
    now = datetime.now(UTC)
    kept = Path(shutil.copy2(_journal(path), path.with_name(f"{path.name}.unfinished-{now:%Y%m%dT%H%M%S%fZ}")))
    try:
        database = _database(path, whole=False)
    except RuntimeError:
        kept.unlink()
        raise
    _log.warning(
        "The database %s was stopped while it wrote: the change that was not finished is left out, what was done before holds. "
        "The journal as it was found (%d bytes, of which %d could be read) is kept as %s; remove it once the latest changes are seen to be there.",
        path,
        kept.stat().st_size,
        _journal(path).stat().st_size if _journal(path).exists() else 0,
        kept.name,
    )
    return database


def _database(path: Path, *, whole: bool) -> ladybug.Database:
    """The open file, after its journal; one that is not ``whole`` is an error or ends where it is."""
    return ladybug.Database(str(path), max_db_size=LARGEST_FILE, throw_on_wal_replay_failure=whole)


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")


def _is_damaged(journal: Path) -> bool:
    """Whether the journal, which cannot be read, ends with a whole change.

    The engine writes a record as its length (8 bytes), its kind (a byte), what it holds, and a sum of 8 bytes; a change ends with
    a record of 9 bytes of the kind 2.
    """
    with journal.open("rb") as file:
        file.seek(max(journal.stat().st_size - _END_BYTES, 0))
        return file.read().startswith(_CHANGE_ENDS)


def _why(path: Path, message: str) -> str:
    if _IN_USE in message:
        return (
            f"The database file {path} is in use by another process: "
            "stop the service (or use Neo4j, which several processes may share) and try again."
        )
    if "not a valid" in message:
        return f"The file {path} is not a Support Web database."
    if "does not match the current database" in message:
        return (
            f"The journal {_journal(path)} belongs to another database than {path}: "
            "put back both as they were saved together, or move the journal away."
        )
    if (
        message.startswith(_UNREADABLE)
        and "version" not in message
        and _journal(path).exists()
        and _is_damaged(_journal(path))
    ):
        return (
            f"The journal {_journal(path)} is damaged in the middle, and may hold changes that were done: check the disk and put back a backup of "
            f"{path} and its journal, or move the journal away to go on without what it holds."
        )
    if "directory" in message and path.is_dir():
        return f"The database {path} is a folder; name a file."
    return f"The database file {path} cannot be opened: {message.splitlines()[0]}"


@contextmanager
def _transaction(connection: ladybug.Connection, begin: str) -> Iterator[None]:
    _execute(connection, begin, {})
    try:
        yield
    except BaseException:
        _roll_back(connection)
        raise
    _execute(connection, "COMMIT", {})


def _roll_back(connection: ladybug.Connection) -> None:
    try:
        connection.execute("ROLLBACK")
    except RuntimeError as error:
        if "No active transaction" not in str(error):
            raise


def _run(connection: ladybug.Connection, query: str, parameters: dict[str, Any]) -> list[Row]:
    statement = queries.text(query)
    if parameters.get("rows") == []:
        return []
    return _execute(connection, statement, {name: _given(value) for name, value in parameters.items()})


def _execute(connection: ladybug.Connection, statement: str, parameters: dict[str, Any]) -> list[Row]:
    try:
        result = connection.execute(statement, parameters)
    except RuntimeError as error:
        if str(error).startswith(("IO exception", "Buffer manager exception", "Interrupted")):
            raise StoreUnavailable(f"The database does not answer: {str(error).splitlines()[0]}") from error
        raise
    if isinstance(result, list):
        raise TypeError("A query file holds one statement.")
    try:
        return _rows(result)
    finally:
        result.close()


def _rows(result: ladybug.QueryResult) -> list[Row]:
    names = result.get_column_names()
    rows: list[Row] = [dict(zip(names, values, strict=True)) for values in result.get_all()]
    for name, kind in zip(names, result.get_column_data_types(), strict=True):
        if str(kind).startswith("TIMESTAMP"):
            for row in rows:
                row[name] = _aware(row[name])
    return rows


def _aware(value: Any) -> Any:
    if isinstance(value, list):
        return [_aware(each) for each in value]
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value


def _given(value: Any) -> Any:
    """A parameter as the engine takes it: it drops offsets, so instants go in as UTC."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("An instant needs a time zone.")
        return value.astimezone(UTC)
    if isinstance(value, dict):
        return {name: _given(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_given(each) for each in value]
    return value
