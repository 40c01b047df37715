"""The way in for commands while the service holds the database file: a socket beside the file that
its owner alone may open.

A command names a query of this program and its parameters; it can run nothing else. Its
transactions are the engine's own, so that whatever breaks off leaves nothing behind.
"""

import logging
import os
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graph_service.errors import StoreUnavailable, SupportWebError
from graph_service.store import queries
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.engine import Row, Transaction
from graph_service.store.messages import ConnectionEnded, receive, send

SILENT_SECONDS = 30.0
"""So long a command may think within a transaction; then it is ended, since others wait."""
LONGEST_PATH = 100
"""Bytes of a socket's path that every system takes."""
_OWNER_ALONE = 0o600
_CREDENTIALS = struct.Struct("3i")
_log = logging.getLogger(__name__)


class _Ended(Exception):
    """The command ends its transaction without keeping it."""


def socket_of(database: Path) -> Path:
    """Where the service that holds this file is reached."""
    return database.with_name(f".{database.name}.commands")


@contextmanager
def reachable(path: Path) -> Iterator[str]:
    """The socket's path as a system takes it: a long one by way of its open folder, where that can
    be done.
    """
    if len(os.fsencode(path)) <= LONGEST_PATH or not Path("/proc/self/fd").is_dir():
        yield str(path)
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)


@contextmanager
def open_to_commands(engine: EmbeddedEngine, database: Path) -> Iterator[None]:
    """Let commands of the file's owner in while this lasts; where the system has no such sockets,
    they are told to stop the service instead.
    """
    try:
        listening = _listen(socket_of(database))
    except (OSError, AttributeError) as error:
        _log.warning(
            "Commands cannot reach the service (%s): stop it to run one.", type(error).__name__
        )
        yield
        return
    gateway = _Gateway(engine, listening)
    thread = threading.Thread(target=gateway.welcome, daemon=True)
    thread.start()
    try:
        yield
    finally:
        gateway.close()
        thread.join()
        socket_of(database).unlink(missing_ok=True)


def _listen(path: Path) -> socket.socket:
    """A new socket at the path; one that a killed service left is taken away first."""
    path.unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        with reachable(path) as there:
            listening.bind(there)
        path.chmod(_OWNER_ALONE)
        listening.listen()
    except OSError:
        listening.close()
        raise
    return listening


class _Gateway:
    """Answers commands, each in a thread of its own."""

    def __init__(self, engine: EmbeddedEngine, listening: socket.socket) -> None:
        self._engine, self._listening = engine, listening
        self._guard = threading.Lock()
        self._open: set[socket.socket] = set()
        self._closing = False

    def welcome(self) -> None:
        """Take in commands until it is closed."""
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            with self._guard:
                if self._closing or not _is_own(connection):
                    connection.close()
                    continue
                self._open.add(connection)
            threading.Thread(target=self._converse, args=(connection,), daemon=True).start()

    def close(self) -> None:
        """Take in no more, and end what is under way."""
        with self._guard:
            self._closing = True
            for connection in self._open:
                _shut(connection)
        _shut(self._listening)
        self._listening.close()

    def _converse(self, connection: socket.socket) -> None:
        try:
            send(connection, {"program": queries.fingerprint()})
            while True:
                connection.settimeout(None)
                self._answer(connection, receive(connection))
        except ConnectionEnded:
            pass
        finally:
            with self._guard:
                self._open.discard(connection)
            connection.close()

    def _answer(self, connection: socket.socket, message: dict[str, Any]) -> None:
        try:
            match message:
                case {"do": "read"}:
                    self._engine.read_together(self._work(connection))
                case {"do": "write"}:
                    self._engine.write(self._work(connection))
                case {"do": "room", "rows": rows}:
                    self._engine.check_room(rows)
        except _Ended:
            send(connection, {"done": False})
        except SupportWebError as error:
            send(connection, {"error": type(error).__name__, "sentence": str(error)})
        except (RuntimeError, LookupError, TypeError, ValueError):
            _log.exception("What a command asked for failed.")
            sentence = "The service could not do this; its log says why."
            send(connection, {"error": StoreUnavailable.__name__, "sentence": sentence})
        else:
            send(connection, {"done": True})

    def _work(self, connection: socket.socket) -> Callable[[Transaction], None]:
        """Work that answers the command within one transaction, until the command ends it.

        ConnectionEnded, where it is silent for too long, ends the transaction and the connection.
        """

        def work(transaction: Transaction) -> None:
            connection.settimeout(SILENT_SECONDS)
            send(connection, {"begun": True})
            while (message := receive(connection))["do"] != "keep":
                send(connection, {"rows": _rows(transaction, message)})

        return work


def _rows(transaction: Transaction, message: dict[str, Any]) -> list[Row]:
    match message:
        case {"do": "run", "query": query, "parameters": parameters}:
            return transaction.run(query, **parameters)
        case {"do": "run own", "query": query, "parameters": parameters}:
            return transaction.run_own(query, **parameters)
        case {"do": "record", "query": query, "rows": rows, "at": at}:
            transaction.record(query, rows, at)
            return []
        case _:
            raise _Ended


def _is_own(connection: socket.socket) -> bool:
    """Whether the account that runs the service is at the other end, as far as the system tells."""
    if sys.platform != "linux":
        return True
    told = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    return int(_CREDENTIALS.unpack(told)[1]) in (os.getuid(), 0)


def _shut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        _log.debug("It was closed already.")
