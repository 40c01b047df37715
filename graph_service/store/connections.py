"""The embedded engine's connections: one that writes and two that read.

The driver prepares each statement once a connection and keeps it for good, half a mebibyte and more
apiece. With a connection for everybody who asks, a busy service would hold gibibytes. On few
processors, many at once are no faster than two.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import ladybug

READERS = 2
STATEMENTS_KEPT = 48
"""How many prepared statements a connection keeps: more than the pages use."""
THREADS_A_STATEMENT = 1
"""Most statements are about one student: one thread answers them sooner than several together."""


class Connections:
    """The connections to one open database: safe to share between threads."""

    def __init__(self, make: Callable[[], ladybug.Connection]) -> None:
        """None is open yet; ``make`` opens one."""
        self._make = make
        self._changed = threading.Condition()
        self._idle: list[ladybug.Connection] = []
        self._writer: ladybug.Connection | None = None
        self._readers = 0
        self._mine = threading.local()

    @contextmanager
    def reader(self) -> Iterator[ladybug.Connection]:
        """A connection to read by; waits for its turn.

        A thread that has one already gets another at once: else two might wait for each other.
        """
        held = getattr(self._mine, "held", 0)
        with self._changed:
            self._changed.wait_for(lambda: held or self._readers < READERS)
            self._readers += 1
            connection = self._idle.pop() if self._idle else None
        try:
            self._mine.held = held + 1
            connection = connection or self._make()
            yield connection
        finally:
            self._mine.held = held
            self._take_back(connection)

    @contextmanager
    def writer(self) -> Iterator[ladybug.Connection]:
        """The connection to write by; whoever asks for it sees to it that there is one writer."""
        self._writer = self._writer or self._make()
        try:
            yield self._writer
        finally:
            _forget_statements(self._writer)

    def close(self) -> None:
        """Close those that nobody holds, the writer's too."""
        with self._changed:
            idle, self._idle = self._idle, []
            writer, self._writer = self._writer, None
        for connection in (*idle, *([writer] if writer else ())):
            connection.close()

    def _take_back(self, connection: ladybug.Connection | None) -> None:
        if connection is not None:
            _forget_statements(connection)
        with self._changed:
            self._readers -= 1
            if connection is not None and len(self._idle) < READERS:
                self._idle.append(connection)
                connection = None
            self._changed.notify()
        if connection is not None:
            connection.close()


def forget(connection: ladybug.Connection, statement: str) -> None:
    """Let go of a statement that has taken many rows.

    The driver keeps the rows with it. Once the journal was merged, each later use of it, with one
    row, would take as long as all of them.
    """
    prepared = connection._pybind_implicit_prepared_cache  # noqa: SLF001 - no public way
    for key in [key for key in prepared if key[0] == statement]:
        del prepared[key]


def _forget_statements(connection: ladybug.Connection) -> None:
    """Let go of the statements that were prepared first, where there are too many.

    The driver has no setting for it. A test holds this to what the driver does.
    """
    prepared = connection._pybind_implicit_prepared_cache  # noqa: SLF001 - no public way
    while len(prepared) > STATEMENTS_KEPT:
        del prepared[next(iter(prepared))]
