"""The model changes by numbered migrations, one folder an engine; a database newer than the program
is refused.
"""

import secrets
from collections.abc import Callable

from graph_service.errors import StoreUnavailable
from graph_service.store import queries
from graph_service.store.engine import Definable, Engine, Transaction


def latest(engine: str) -> int:
    """The version of the model that this program knows."""
    return max(number for number, _ in queries.migrations(engine))


def version(engine: Engine) -> int:
    """The version the database holds; 0 when nothing was defined yet."""
    rows = engine.read("schema_version")
    return int(rows[0]["version"]) if rows else 0


def migrate(engine: Definable) -> int:
    """Bring the database to the program's version, and say how many steps that took.

    Raises StoreUnavailable when the database is newer than the program.
    """
    steps = queries.migrations(engine.name)
    if not _is_begun(engine):
        engine.define(steps[0][1])
    held = check(engine)
    todo = [(number, statements) for number, statements in steps if number > held]
    for number, statements in todo:
        engine.define(statements, _record(number))
    return len(todo)


def _is_begun(engine: Definable) -> bool:
    """Whether an embedded file has its first table: then nothing is written to it, and it opens on
    a full disk. A server is told again.
    """
    return any(
        row["name"] == "Schema" for row in engine.read_together(lambda tx: tx.run_own("tables"))
    )


def check(engine: Definable) -> int:
    """The version the database holds, refused when the program does not know it."""
    held, known = version(engine), latest(engine.name)
    if held > known:
        raise StoreUnavailable(
            f"The database is of version {held} and this program knows versions up to "
            f"{known}: use a newer program."
        )
    return held


def _record(number: int) -> Callable[[Transaction], None]:
    """The last write of a step: the version, and the secret of a database that has none."""

    def work(transaction: Transaction) -> None:
        transaction.run("schema_record", version=number, secret=secrets.token_hex(32))

    return work
