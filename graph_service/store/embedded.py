"""The embedded engine: Ladybug, one file on disk, one process; readers run beside one writer."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ladybug

from graph_service.errors import NOT_KEPT, NOT_KNOWN, Busy, OutcomeUnknown, StoreUnavailable
from graph_service.store import imprint
from graph_service.store.connections import THREADS_A_STATEMENT, Connections
from graph_service.store.disk import check_room, may_merge, no_room
from graph_service.store.embedded_file import (
    abandon,
    merge_has_begun,
    open_again,
    open_file,
    set_merging,
)
from graph_service.store.embedded_transaction import (
    NAME,
    EmbeddedTransaction,
    execute,
    roll_back,
    transaction,
)
from graph_service.store.engine import Row, T, Transaction
from graph_service.store.gate import Gate
from graph_service.store.journal import journal_of, size_of

WAIT_SECONDS = 5.0
LEAVE_SECONDS = 30.0
"""So long readers have to end, where the file is to be opened again."""
AGAIN_SECONDS = 1.0
_CANNOT_WRITE = "IO exception: Cannot write"
_log = logging.getLogger(__name__)


class _Failed(Exception):
    """A write that the engine did not take, with the answer of its work; ``committing``: it may be
    in the journal all the same.
    """

    def __init__(self, answer: Any = None, *, committing: bool = False) -> None:
        super().__init__()
        self.answer = answer
        self.committing = committing


class EmbeddedEngine:
    """A database file that this process holds. Writes wait for one another, at most
    ``wait_seconds``.

    After a write that failed on its way to the disk, the engine would go on behind a torn record,
    and lose all that follows. So the file is let go and opened again before anything else is
    written, and the journal says what was kept.
    """

    name = NAME

    def __init__(self, path: Path, wait_seconds: float = WAIT_SECONDS) -> None:
        self._path, self._journal = path, journal_of(path)
        self._database: ladybug.Database | None = open_file(path)
        self._connections = Connections(self._connect)
        self._gate = Gate()
        self._writing = threading.Lock()
        self._renewing = threading.Lock()
        self._wait_seconds = wait_seconds
        self._merges: bool | None = None
        self._is_stale = self._is_closed = False
        self._why = f"The database file {path} is closed."
        self._again_at = 0.0
        self._kept, self._merging = 0, False

    def read(self, query: str, **parameters: Any) -> list[Row]:
        """Run one query that only reads; see ``engine.Engine``."""
        return self.read_together(lambda tx: tx.run(query, **parameters))

    def read_together(self, work: Callable[[Transaction], T], *, seconds: float | None = None) -> T:  # noqa: ARG002 - a limit of servers
        """Run ``work`` in one transaction that sees the database as it was at its beginning; see
        ``engine.Engine``.
        """
        if self._database is None:
            self._mend()
        with (
            self._gate.entered(),
            self._connections.reader() as connection,
            transaction(connection, "BEGIN TRANSACTION READ ONLY"),
        ):
            return work(EmbeddedTransaction(connection))

    def write(self, work: Callable[[Transaction], T], *, seconds: float | None = None) -> T:  # noqa: ARG002 - a limit of servers
        """Run ``work`` in the one write transaction; see ``engine.Engine``. ``seconds`` is for
        servers only.
        """
        return self._write(work)

    def _write(self, work: Callable[[EmbeddedTransaction], T]) -> T:
        with self._turn():
            self._mend()
            check_room(self._path)
            self._kept, self._merging = size_of(self._journal), merge_has_begun(self._path)
            imprint.remove(self._path)
            try:
                with self._gate.entered(), self._connections.writer() as connection:
                    self._merge_if_there_is_room(connection)
                    return _attempt(connection, work)
            except _Failed as failed:
                self._settle(failed)
                answer: T = failed.answer
                return answer

    def define(
        self, statements: Sequence[str], work: Callable[[Transaction], None] | None = None
    ) -> None:
        """Run schema statements and ``work`` in one transaction."""

        def defining(transaction: EmbeddedTransaction) -> None:
            for statement in statements:
                transaction.define(statement)
            if work is not None:
                work(transaction)

        self._write(defining)

    def check_room(self, rows: int) -> None:
        """Raise NoRoom where the disk has too little for a write of so many rows."""
        check_room(self._path, rows)

    def close(self) -> None:
        """Let go of the file; waits for the write that is running, and for readers to end."""
        with self._writing, self._renewing, self._gate.closed(LEAVE_SECONDS) as left:
            self._is_closed = True
            database, self._database = self._database, None
            if database is None or not left:
                return
            if self._is_stale:
                self._drop(database)
                return
            set_merging(database, on=may_merge(self._path, self._journal))
            self._connections.close()
            database.close()
            self._leave_imprint()

    def _leave_imprint(self) -> None:
        """So that the next start need not try the file out; without one, it does."""
        try:
            imprint.take(self._path)
        except OSError:
            imprint.remove(self._path)

    def _mend(self) -> None:
        """Open the file again where that is due; waits for whoever does so already."""
        if self._is_closed or not (self._is_stale or self._database is None):
            return
        with self._renewing:
            if self._is_stale and time.monotonic() < self._again_at:
                raise StoreUnavailable(self._why)
            self._open_again()

    def _renew(self) -> None:
        """Let go of the file and open it again before anything else is written."""
        self._is_stale = True
        with self._renewing:
            self._open_again()

    def _open_again(self) -> None:
        """Let go of the file without writing another byte, and open it again as it is on the
        disk.
        """
        with self._gate.closed(LEAVE_SECONDS) as left:
            if self._is_closed or not self._is_stale:
                return
            self._again_at = time.monotonic() + AGAIN_SECONDS
            self._why = (
                "The database is to be opened again and is still being read, so nothing is written."
            )
            if not left:
                raise StoreUnavailable(self._why)
            database, self._database, self._merges = self._database, None, None
            if database is not None:
                self._drop(database)
            try:
                self._database = open_again(self._path, self._kept)
            except StoreUnavailable as error:
                self._why = str(error)
                raise
            self._is_stale = False

    def _drop(self, database: ladybug.Database) -> None:
        self._connections.close()
        abandon(database, self._path)

    def _settle(self, failed: _Failed) -> None:
        """After a write that failed: return where it was kept all the same, raise where it was not,
        or where nobody knows.
        """
        why = failed.__cause__
        before, begun = self._kept, merge_has_begun(self._path) and not self._merging
        try:
            self._renew()
        except StoreUnavailable as error:
            if not failed.committing:
                raise _not_kept(why) from error
            raise OutcomeUnknown(
                "The database failed while it was saving, and cannot be opened again "
                f"yet. {NOT_KNOWN}"
            ) from error
        kept = failed.committing and (begun or size_of(self._journal) != before)
        if not kept:
            raise _not_kept(why) from why
        _log.warning(
            (
                "The disk of the database %s failed or was full just after a write, which is "
                "kept; it was opened again."
            ),
            self._path,
        )

    def _merge_if_there_is_room(self, connection: ladybug.Connection) -> None:
        """Have the engine merge its journal from time to time, but not on a disk that the merging
        could fill.
        """
        merges = may_merge(self._path, self._journal)
        if merges is not self._merges:
            set_merging(connection, on=merges)
            self._merges = merges

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._writing.acquire(timeout=self._wait_seconds):
            raise Busy("An import is running; try again shortly.")
        try:
            yield
        finally:
            self._writing.release()

    def _connect(self) -> ladybug.Connection:
        if self._database is None:
            raise StoreUnavailable(self._why)
        return ladybug.Connection(self._database, THREADS_A_STATEMENT)


def _attempt(connection: ladybug.Connection, work: Callable[[EmbeddedTransaction], T]) -> T:
    """The result of the work, once it is committed; _Failed where the engine did not take it."""
    execute(connection, "BEGIN TRANSACTION", {})
    try:
        answer = work(EmbeddedTransaction(connection))
    except BaseException as error:
        try:
            roll_back(connection)
        except RuntimeError as worse:
            raise _Failed from worse
        if isinstance(error, StoreUnavailable):
            raise _Failed from error
        raise
    try:
        connection.execute("COMMIT")
    except RuntimeError as error:
        raise _Failed(answer, committing=True) from error
    return answer


def _not_kept(why: BaseException | None) -> Exception:
    """The error to tell of a write that was not kept: the disk's, or what the engine said where the
    disk was not to blame.
    """
    if _CANNOT_WRITE in str(why):
        return no_room("it did not take all of it")
    return (
        why if isinstance(why, Exception) else StoreUnavailable(f"The database failed. {NOT_KEPT}")
    )
