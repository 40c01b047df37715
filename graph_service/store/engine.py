"""The interface of a database: run a named query of ``cypher/`` in a read or a write
transaction.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeVar

Row = dict[str, Any]
"""One answer row, column to value. Days are ``date``, instants aware UTC ``datetime``, absent
values None."""

T = TypeVar("T")


class Transaction(Protocol):
    """One open transaction: all of it happens, or nothing."""

    def run(self, query: str, **parameters: Any) -> list[Row]:
        """The rows that the query file ``cypher/<room>/<query>.cypher`` answers with these
        parameters.

        ``rows`` is the name of a batch (a list of maps): an empty batch runs nothing.
        """
        ...

    def run_own(self, query: str, **parameters: Any) -> list[Row]:
        """The rows of ``cypher/<engine>/<query>.cypher``, which only this engine can; none where
        there is no such file.
        """
        ...

    def record(self, query: str, rows: list[Row], recorded_at: datetime) -> None:
        """Record new ties, as ``run`` of the query with these rows ``at`` this instant does.

        An engine may have a faster way for many. The nodes that they tie are there already.
        """
        ...


class Engine(Protocol):
    """A database that is open. Safe to share between threads."""

    def read(self, query: str, **parameters: Any) -> list[Row]:
        """Run one query that only reads, in a transaction of its own.

        Raises StoreUnavailable when the database does not answer in time.
        """
        ...

    def read_together(self, work: Callable[[Transaction], T], *, seconds: float | None = None) -> T:
        """Run ``work``, which only reads, in one transaction; it may be called again, so it must
        not keep state.

        ``seconds`` as of ``write``. Raises StoreUnavailable when the database does not answer in
        time.
        """
        ...

    def write(self, work: Callable[[Transaction], T], *, seconds: float | None = None) -> T:
        """Run ``work`` in one write transaction and commit it; ``work`` may be called again, so it
        must not keep state.

        ``seconds`` is how long the transaction may last on a server; None: as long as a page may
        take. Raises Busy when another write holds the database, StoreUnavailable when it does not
        answer, OutcomeUnknown when the answer to the commit was lost.
        """
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...


class Definable(Engine, Protocol):
    """An engine whose model can be defined: what a migration needs beyond reading and writing."""

    @property
    def name(self) -> str:
        """The folder of its migrations: ``embedded`` or ``neo4j``."""
        ...

    def define(
        self, statements: Sequence[str], work: Callable[[Transaction], None] | None = None
    ) -> None:
        """Run schema statements, and then ``work``; each statement may be run again without
        harm.
        """
        ...
