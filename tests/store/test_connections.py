"""The embedded engine's few connections, and what the driver keeps for each of them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier

import ladybug
import pytest

from graph_service.store import queries
from graph_service.store.connections import READERS, STATEMENTS_KEPT, Connections
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.embedded_transaction import MANY, EmbeddedTransaction
from graph_service.store.engine import Row, Transaction
from tests.fresh import fresh

AT_ONCE = 20


@pytest.fixture
def connect(tmp_path: Path) -> Callable[[], ladybug.Connection]:
    """The opening of a connection to a new database."""
    database = ladybug.Database(str(tmp_path / "new.db"), max_db_size=2**34)
    return lambda: ladybug.Connection(database)


def test_many_who_read_at_once_take_turns(connect: Callable[[], ladybug.Connection]) -> None:
    """Twenty threads and a writer are served by as many connections as there may be."""
    made: list[ladybug.Connection] = []

    def counted() -> ladybug.Connection:
        made.append(connect())
        return made[-1]

    connections, all_there = Connections(counted), Barrier(AT_ONCE)

    def read(number: int) -> int:
        all_there.wait()
        with connections.reader() as connection:
            result = connection.execute("RETURN $number AS n", {"number": number})
            assert not isinstance(result, list)
            (row,) = result.get_all()
            return int(next(iter(row)))

    with connections.writer(), ThreadPoolExecutor(AT_ONCE) as pool:
        assert list(pool.map(read, range(AT_ONCE))) == list(range(AT_ONCE))
    assert len(made) <= READERS + 1
    connections.close()
    assert all(connection.is_closed for connection in made)


def test_a_connection_keeps_a_bounded_number_of_statements(
    connect: Callable[[], ladybug.Connection],
) -> None:
    """The driver keeps every statement; those beyond the bound are let go, the oldest first."""
    connections = Connections(connect)
    statements = [f"RETURN $given + {number} AS n" for number in range(STATEMENTS_KEPT + 5)]
    for statement in statements:
        with connections.reader() as connection:
            connection.execute(statement, {"given": 1})
    kept = [statement for statement, _ in connection._pybind_implicit_prepared_cache]
    assert kept == statements[5:]
    with connections.reader() as again:
        result = again.execute(statements[0], {"given": 1})
        assert not isinstance(result, list)
        assert result.get_all() == [[1]]
    connections.close()


@pytest.mark.parametrize("rows", [1, MANY])
def test_a_statement_that_took_many_rows_is_let_go(tmp_path: Path, rows: int) -> None:
    """The driver would keep the rows with it, and be slow by them once the journal is merged."""
    engine = fresh(tmp_path / "small.db")
    kept: list[str] = []

    def write(tx: EmbeddedTransaction) -> None:
        tx.run("add_school", rows=[{"name": f"{n}", "uid": f"{n}"} for n in range(rows)])
        kept.extend(statement for statement, _ in tx._connection._pybind_implicit_prepared_cache)

    engine._write(write)
    assert (queries.text("add_school") in kept) == (rows < MANY)
    engine.close()


def test_ties_that_went_in_as_a_table_are_not_kept_with_their_statement(tmp_path: Path) -> None:
    """The table would stay in memory with it."""
    engine, kept = fresh(tmp_path / "small.db"), [""]
    person: Row = {"interests": [], "attributes": "{}", "email": None, "source": "S"}
    students = [
        {"key": f"S\x1f{n}", "uid": f"s{n}", "id": f"{n}", "name": f"{n}", **person}
        for n in range(MANY)
    ]
    ties = [
        {
            "id": f"t{n}", "student": f"s{n}", "school": "met", "since": None, "until": None,
            "grade": "9", "status": "enrolled",
        }
        for n in range(MANY)
    ]  # fmt: skip

    def write(tx: EmbeddedTransaction) -> None:
        tx.run("add_school", rows=[{"name": "Met", "uid": "met"}])
        tx.run("change_student", rows=students)
        tx.record("add_enrolled_at", ties, datetime(2026, 1, 10, tzinfo=UTC))
        kept[:] = [statement for statement, _ in tx._connection._pybind_implicit_prepared_cache]

    engine._write(write)
    assert queries.own_text("embedded", "load_enrolled_at") is not None
    assert queries.own_text("embedded", "load_enrolled_at") not in kept
    assert len(engine.read("students_of", school="met")) == MANY
    engine.close()


def test_whoever_reads_within_a_reading_is_not_kept_waiting(tmp_path: Path) -> None:
    """As many threads as there are connections each ask for a second one while they hold theirs."""
    engine, all_there = fresh(tmp_path / "small.db"), Barrier(READERS)

    def twice(tx: Transaction) -> list[Row]:
        all_there.wait()
        return [*tx.run("schools"), *engine.read("schools")]

    with ThreadPoolExecutor(READERS) as pool:
        asked = [pool.submit(engine.read_together, twice) for _ in range(READERS)]
        assert [answer.result(timeout=30) for answer in asked] == [[]] * READERS
    engine.close()


def test_a_reading_that_fails_gives_its_connection_back(tmp_path: Path) -> None:
    """However often that happens, the next one is served."""
    engine: EmbeddedEngine = fresh(tmp_path / "small.db")

    def failing(tx: Transaction) -> None:
        tx.run("schools")
        raise LookupError

    for _ in range(READERS + 1):
        with pytest.raises(LookupError):
            engine.read_together(failing)
    assert engine.read("schools") == []
    engine.close()
