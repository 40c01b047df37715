"""The engine of a command while the service holds the database file: each transaction is the
service's, asked for by a socket beside the file.
"""

import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from graph_service import errors
from graph_service.errors import (
    NOT_KNOWN,
    OutcomeUnknown,
    StoreUnavailable,
    SupportWebError,
)
from graph_service.store import queries
from graph_service.store.engine import Row, T, Transaction
from graph_service.store.gateway import reachable, socket_of
from graph_service.store.messages import ConnectionEnded, receive, send

CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 600.0
_ENDED = "The service ended meanwhile, so nothing was kept; run the command again."


def service_beside(database: Path) -> "ServiceEngine | None":
    """The engine of the service that holds this file; None where none answers."""
    try:
        with _connected(socket_of(database)) as connection:
            program = receive(connection)["program"]
    except (OSError, ConnectionEnded, AttributeError):
        return None
    if program != queries.fingerprint():
        raise StoreUnavailable(
            "The service that runs on this database is of another version than this command: "
            "stop it, and start it with this program."
        )
    return ServiceEngine(database)


class ServiceEngine:
    """The database by way of the service; see ``engine.Engine``. Each transaction has a connection
    of its own.
    """

    name = "embedded"

    def __init__(self, database: Path) -> None:
        self._socket = socket_of(database)

    def read(self, query: str, **parameters: Any) -> list[Row]:
        """Run one query that only reads."""
        return self.read_together(lambda tx: tx.run(query, **parameters))

    def read_together(self, work: Callable[[Transaction], T], *, seconds: float | None = None) -> T:  # noqa: ARG002 - a limit of servers
        """Run ``work`` in one transaction that only reads."""
        with self._line() as line:
            return line.transaction("read", work, StoreUnavailable(_ENDED))

    def write(self, work: Callable[[Transaction], T], *, seconds: float | None = None) -> T:  # noqa: ARG002 - a limit of servers
        """Run ``work`` in the one write transaction."""
        unknown = OutcomeUnknown(f"The service ended while it was saving. {NOT_KNOWN}")
        with self._line() as line:
            return line.transaction("write", work, unknown)

    def define(
        self,
        statements: Sequence[str],  # noqa: ARG002 - as every engine's
        work: Callable[[Transaction], None] | None = None,  # noqa: ARG002 - as every engine's
    ) -> None:
        """Refused: a model is changed where nobody works at it."""
        raise StoreUnavailable("Stop the service before the database's model is changed.")

    def check_room(self, rows: int) -> None:
        """Raise NoRoom where the disk has too little for a write of so many rows."""
        with self._line() as line:
            line.ask({"do": "room", "rows": rows})

    def close(self) -> None:
        """Nothing is held between transactions."""

    @contextmanager
    def _line(self) -> Iterator["_Line"]:
        try:
            with _connected(self._socket) as connection:
                receive(connection)
                connection.settimeout(ANSWER_SECONDS)
                yield _Line(connection)
        except (OSError, ConnectionEnded) as gone:
            raise StoreUnavailable(_ENDED) from gone


class _Line:
    """One connection to the service."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._over = False

    def ask(self, message: dict[str, Any]) -> dict[str, Any]:
        """The answer; the error that the service tells of, after which the transaction is over."""
        send(self._connection, message)
        answer = receive(self._connection)
        if "error" in answer:
            self._over = True
            raise _error(answer["error"], answer["sentence"])
        return answer

    def transaction(self, kind: str, work: Callable[[Transaction], T], lost: Exception) -> T:
        """The work in a transaction of the service; ``lost`` is raised where nobody knows how it
        ended.
        """
        self.ask({"do": kind})
        try:
            answer = work(_Asking(self))
        except BaseException:
            self._leave()
            raise
        try:
            kept = self.ask({"do": "keep"})
        except ConnectionEnded as gone:
            raise lost from gone
        if kept != {"done": True}:
            raise lost
        return answer

    def _leave(self) -> None:
        """End the transaction without keeping it, and wait until that is done."""
        if self._over:
            return
        try:
            self.ask({"do": "leave"})
        except (ConnectionEnded, SupportWebError):
            self._over = True


class _Asking:
    """A transaction of the service; see ``engine.Transaction``."""

    def __init__(self, line: _Line) -> None:
        self._line = line

    def run(self, query: str, **parameters: Any) -> list[Row]:
        """The rows the query answers."""
        return self._rows({"do": "run", "query": query, "parameters": parameters})

    def run_own(self, query: str, **parameters: Any) -> list[Row]:
        """Run what only this engine can."""
        return self._rows({"do": "run own", "query": query, "parameters": parameters})

    def record(self, query: str, rows: list[Row], recorded_at: datetime) -> None:
        """Record new ties."""
        self._rows({"do": "record", "query": query, "rows": rows, "at": recorded_at})

    def _rows(self, message: dict[str, Any]) -> list[Row]:
        rows: list[Row] = self._line.ask(message)["rows"]
        return rows


@contextmanager
def _connected(path: Path) -> Iterator[socket.socket]:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    with connection, reachable(path) as there:
        connection.settimeout(CONNECT_SECONDS)
        connection.connect(there)
        yield connection


def _error(name: str, sentence: str) -> SupportWebError:
    kind = getattr(errors, name, None)
    if isinstance(kind, type) and issubclass(kind, SupportWebError):
        return kind(sentence)
    return StoreUnavailable(sentence)
