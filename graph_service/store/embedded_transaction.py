"""A transaction of the embedded engine: statements, and rows as ``engine.Row`` has them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import ladybug

from graph_service.errors import StoreUnavailable
from graph_service.store import queries
from graph_service.store.connections import forget
from graph_service.store.engine import Row
from graph_service.store.parameters import given

NAME = "embedded"
"""The folder of this engine's own statements and migrations."""
MANY = 200
"""From so many ties of a kind on, a table is faster than rows, and a statement is not kept."""


class EmbeddedTransaction:
    """One open transaction on a connection of its own."""

    def __init__(self, connection: ladybug.Connection) -> None:
        self._connection = connection

    def run(self, query: str, **parameters: Any) -> list[Row]:
        """The rows the query answers; see ``engine.Transaction``."""
        return _run(self._connection, query, parameters)

    def run_own(self, query: str, **parameters: Any) -> list[Row]:
        """Run what only this engine can; see ``engine.Transaction``."""
        statement = queries.own_text(NAME, query)
        if statement is None:
            return []
        return execute(self._connection, statement, given(parameters))

    def record(self, query: str, rows: list[Row], recorded_at: datetime) -> None:
        """Record new ties; see ``engine.Transaction``. Many go in as an Arrow table."""
        kind = query.removeprefix("add_")
        statement = queries.own_text(NAME, f"load_{kind}") if len(rows) >= MANY else None
        if statement is None:
            self.run(query, rows=rows, at=recorded_at)
            return
        from graph_service.store.tie_tables import tie_table  # noqa: PLC0415 - see there

        table = tie_table(kind, rows, recorded_at)
        execute(self._connection, statement, {"rows": table})
        forget(self._connection, statement)

    def define(self, statement: str) -> None:
        """Run a statement of the schema."""
        execute(self._connection, statement, {})


@contextmanager
def transaction(connection: ladybug.Connection, begin: str) -> Iterator[None]:
    """All that happens within it happens in one transaction."""
    execute(connection, begin, {})
    try:
        yield
    except BaseException:
        roll_back(connection)
        raise
    execute(connection, "COMMIT", {})


def roll_back(connection: ladybug.Connection) -> None:
    """End the transaction without its changes; the engine may have done so by itself."""
    try:
        connection.execute("ROLLBACK")
    except RuntimeError as error:
        if "No active transaction" not in str(error):
            raise


def _run(connection: ladybug.Connection, query: str, parameters: dict[str, Any]) -> list[Row]:
    statement = queries.text(query)
    rows = parameters.get("rows")
    if rows == []:
        return []
    found = execute(connection, statement, given(parameters))
    if rows is not None and len(rows) >= MANY:
        forget(connection, statement)
    return found


def execute(
    connection: ladybug.Connection, statement: str, parameters: dict[str, Any]
) -> list[Row]:
    """The rows that a statement answers; StoreUnavailable where the engine finds no memory or its
    file does not answer.
    """
    try:
        result = connection.execute(statement, parameters)
    except RuntimeError as error:
        if str(error).startswith(("IO exception", "Buffer manager exception", "Interrupted")):
            raise StoreUnavailable(
                f"The database does not answer: {str(error).splitlines()[0]}"
            ) from error
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
        return [_aware(item) for item in value]
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value
