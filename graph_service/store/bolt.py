"""Neo4j over Bolt: managed transactions only, times short enough that a page never hangs, errors in
our own words.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import neo4j
from neo4j.exceptions import GqlError, ServiceUnavailable
from neo4j.time import Date, DateTime

from graph_service.errors import OutcomeUnknown, StoreUnavailable, WrongSetting
from graph_service.store import deadline, queries
from graph_service.store.driver_connection import Wire, wait_at_most
from graph_service.store.engine import Row, T, Transaction
from graph_service.store.parameters import given
from graph_service.store.server_errors import LEAKS, Attempt, told

SHORT_SECONDS = 30.0
"""How long what no ``seconds`` are given for may last, and be silent: less where somebody's
patience is shorter."""
LONG_SILENCE = 60.0
DEFINE_SECONDS = 120.0


class BoltTransaction:
    """One managed transaction of the driver; a ``patient`` one goes on though whoever asked has
    waited long enough.
    """

    def __init__(self, transaction: neo4j.ManagedTransaction, *, patient: bool = False) -> None:
        self._transaction = transaction
        self._patient = patient

    def run(self, query: str, **parameters: Any) -> list[Row]:
        """The rows the query answers; see ``engine.Transaction``."""
        return self._run(queries.text(query), parameters)

    def record(self, query: str, rows: list[Row], recorded_at: datetime) -> None:
        """Record new ties; see ``engine.Transaction``."""
        self.run(query, rows=rows, at=recorded_at)

    def run_own(self, query: str, **parameters: Any) -> list[Row]:
        """Run what only this engine can; see ``engine.Transaction``."""
        statement = queries.own_text(BoltEngine.name, query)
        return [] if statement is None else self._run(statement, parameters)

    def _run(self, statement: str, parameters: dict[str, Any]) -> list[Row]:
        if not self._patient:
            wait_at_most(self._transaction, SHORT_SECONDS)
        if not self._patient and deadline.is_over():
            raise StoreUnavailable(
                "The database is too slow to answer now; nothing was changed, try again shortly."
            )
        if parameters.get("rows") == []:
            return []
        return _run(self._transaction, statement, parameters)


class BoltEngine:
    """A Neo4j server, cluster or Aura; ``warnings`` lets its notifications come as Python warnings
    (for tests).
    """

    name = "neo4j"

    def __init__(
        self, address: str, user: str | None, password: str | None, *, warnings: bool = False
    ) -> None:
        self._address = address
        auth = None if user is None else (user, password or "")
        with self._in_our_words():
            self._wire = Wire(address, auth, SHORT_SECONDS, warnings=warnings)
            self._long_wire = Wire(address, auth, LONG_SILENCE, warnings=warnings)

    def check(self) -> None:
        """Whether the server answers and lets us in: raises StoreUnavailable or WrongSetting."""
        try:
            with self._in_our_words():
                self._wire.check()
        except ValueError as error:
            raise WrongSetting(
                f"The database address {self._address} cannot be used: {error}"
            ) from error

    def read(self, query: str, **parameters: Any) -> list[Row]:
        """Run one query that only reads; see ``engine.Engine``."""
        return self.read_together(lambda tx: tx.run(query, **parameters))

    def read_together(self, work: Callable[[Transaction], T], *, seconds: float | None = None) -> T:
        """Run ``work`` in one read transaction of at most ``seconds``; see ``engine.Engine``."""
        attempt = Attempt()
        unit = _unit(work, seconds, attempt, writes=False)
        try:
            with self._in_our_words(attempt):
                return self._wire.use(lambda session: session.execute_read(unit), attempt.begin)
        except OutcomeUnknown as error:
            raise StoreUnavailable(
                f"The database at {self._address} does not answer. Is Neo4j running?"
            ) from error

    def write(self, work: Callable[[Transaction], T], *, seconds: float | None = None) -> T:
        """Run ``work`` in one write transaction of at most ``seconds``; see ``engine.Engine``."""
        attempt = Attempt()
        unit = _unit(work, seconds, attempt, writes=True)
        with self._in_our_words(attempt):
            wire = self._wire if seconds is None else self._long_wire
            return wire.use(lambda session: session.execute_write(unit), attempt.begin)

    def define(
        self, statements: Sequence[str], work: Callable[[Transaction], None] | None = None
    ) -> None:
        """Run schema statements, each in a transaction of its own as the server asks, and then
        ``work``.
        """
        for statement in statements:
            self._define(statement)
        if work is not None:
            self.write(work)

    def close(self) -> None:
        """Close the connections."""
        self._wire.close()
        self._long_wire.close()

    def _define(self, statement: str) -> None:
        @neo4j.unit_of_work(timeout=DEFINE_SECONDS)
        def unit(transaction: neo4j.ManagedTransaction) -> list[Row]:
            return _run(transaction, statement, {})

        with self._in_our_words():
            self._long_wire.use(lambda session: session.execute_write(unit))

    @contextmanager
    def _in_our_words(self, attempt: Attempt | None = None) -> Iterator[None]:
        try:
            yield
        except (GqlError, *LEAKS) as error:
            ours = told(error, self._address, attempt or Attempt())
            if ours is None:
                raise
            raise ours from error


def _unit(
    work: Callable[[Transaction], T], seconds: float | None, attempt: Attempt, *, writes: bool
) -> Callable[[neo4j.ManagedTransaction], T]:
    """The work as the driver runs it, which may try it again; ``attempt`` is how far its latest try
    is.
    """

    @neo4j.unit_of_work(timeout=seconds or deadline.at_most(SHORT_SECONDS))
    def unit(transaction: neo4j.ManagedTransaction) -> T:
        attempt.working, attempt.ending = True, False
        found = work(BoltTransaction(transaction, patient=seconds is not None))
        attempt.working, attempt.ending = False, writes
        return found

    return unit


def _run(
    transaction: neo4j.ManagedTransaction, statement: str, parameters: dict[str, Any]
) -> list[Row]:
    # every statement is a file of cypher/ or a migration's: none is built from values
    values = given(parameters)
    try:
        result = transaction.run(statement, values)
        names = result.keys()
        rows = [dict(zip(names, map(_native, record.values()), strict=True)) for record in result]
    except LEAKS as broken:
        raise ServiceUnavailable("The connection broke.") from broken
    for value in values.values():
        if isinstance(value, list):
            value.clear()  # the driver keeps what it was given until the transaction ends
    return rows


def _native(value: Any) -> Any:
    if isinstance(value, list):
        return [_native(item) for item in value]
    if isinstance(value, DateTime):
        return value.to_native().astimezone(UTC)
    return value.to_native() if isinstance(value, Date) else value
