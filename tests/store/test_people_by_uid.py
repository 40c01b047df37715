"""A file of the model in which people were found by their school's key becomes one by uid."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from graph_service.store import queries
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.journal import journal_of
from graph_service.store.migrations import latest, migrate

BEFORE = 11
KEYS = {"Student": "key", "Adult": "key", "School": "name", "Advisory": "key", "Round": "key"}
KEYS |= {"Account": "login", "Study": "uid"}
VALUES = {
    "STRING": "'text {}'",
    "STRING[]": "['one {}', 'two']",
    "INT64": "{}",
    "BOOL": "true",
    "DATE": "date('2026-01-01') + {}",
    "TIMESTAMP": "timestamp('2026-01-01 10:00:00.0{}')",
}


@pytest.fixture
def older(tmp_path: Path) -> Iterator[EmbeddedEngine]:
    """A file of the model before, with two nodes of every kind and two ties of every kind."""
    engine = EmbeddedEngine(tmp_path / "old.db")
    for _, statements in queries.migrations("embedded")[: BEFORE + 1]:
        engine.define(statements)
    engine.write(lambda tx: tx.run("schema_record", version=BEFORE, secret="-"))
    engine.define(list(_filled(engine)))
    yield engine
    engine.close()


def asked(engine: EmbeddedEngine, statement: str) -> list[list[Any]]:
    """The rows of the statement."""
    with engine._connections.reader() as connection:
        result = connection.execute(statement)
        assert not isinstance(result, list)
        return [list(row) for row in result.get_all()]


def columns(engine: EmbeddedEngine, table: str) -> dict[str, str]:
    """The columns of a table with their types."""
    return {row[1]: row[2] for row in asked(engine, f"CALL table_info('{table}') RETURN *")}


def _filled(engine: EmbeddedEngine) -> Iterator[str]:
    number = count(1)

    def row(table: str) -> str:
        kept = ((name, VALUES[kind]) for name, kind in columns(engine, table).items())
        return ", ".join(f"`{name}`: {value.format(next(number))}" for name, value in kept)

    for table in KEYS:
        yield f"CREATE (:{table} {{{row(table)}}}), (:{table} {{{row(table)}}})"
    for (table,) in asked(engine, "CALL show_tables() WHERE type = 'REL' RETURN name"):
        for start, end, *_ in asked(engine, f"CALL show_connection('{table}') RETURN *"):
            yield f"MATCH (a:{start}), (b:{end}) CREATE (a)-[:`{table}` {{{row(table)}}}]->(b)"


def held(engine: EmbeddedEngine) -> dict[str, list[str]]:
    """All values of all rows of all tables, ties with both their ends; later steps add columns that
    hold nothing yet.
    """
    found = {}
    for table, kind in asked(engine, "CALL show_tables() RETURN name, type"):
        if table == "Schema":
            continue
        own = ", ".join(f"t.`{name}`" for name in sorted(columns(engine, table)))
        ends = "label(a), a.uid, label(b), b.uid"
        asks = (
            f"MATCH (t:`{table}`) RETURN {own}"
            if kind == "NODE"
            else f"MATCH (a)-[t:`{table}`]->(b) RETURN {ends}, {own}"
        )
        rows = [[value for value in row if value is not None] for row in asked(engine, asks)]
        found[table] = sorted(map(repr, rows))
    return found


def test_every_row_and_tie_is_kept(older: EmbeddedEngine) -> None:
    """Every table, column and pair of ends is kept, and then people are found by their uid."""
    before = held(older)
    assert all(before[table] for table in (*KEYS, "REPORTED", "CONTACTED", "IS"))
    assert migrate(older) == latest("embedded") - BEFORE
    after = held(older)
    assert {table: after[table] for table in before} == before
    for table in ("Student", "Adult"):
        rows = asked(older, f"CALL table_info('{table}') RETURN *")
        assert [row[1] for row in rows if row[4]] == ["uid"]


def test_a_step_that_fails_changes_nothing(older: EmbeddedEngine) -> None:
    """Its transaction is taken back whole, tables too, and the step can be taken afterwards."""
    before = held(older)
    statements = dict(queries.migrations("embedded"))[BEFORE + 1]
    with pytest.raises(RuntimeError, match="Nothing"):
        older.define([*statements, "MATCH (n:Nothing) RETURN n"])
    assert held(older) == before
    migrate(older)
    assert {table: held(older)[table] for table in before} == before


def test_a_process_that_ends_just_afterwards_has_lost_nothing(
    older: EmbeddedEngine, tmp_path: Path
) -> None:
    """The journal alone holds the step, and opening the file takes it from there."""
    before = held(older)
    migrate(older)
    left = tmp_path / "left.db"
    copyfile(tmp_path / "old.db", left)
    copyfile(journal_of(tmp_path / "old.db"), journal_of(left))
    opened = EmbeddedEngine(left)
    assert {table: held(opened)[table] for table in before} == before
    assert migrate(opened) == 0
    opened.close()


def test_a_file_that_was_closed_holds_all_of_it(older: EmbeddedEngine, tmp_path: Path) -> None:
    """The journal is merged by then, and the rows are those of before."""
    before = held(older)
    migrate(older)
    older.close()
    opened = EmbeddedEngine(tmp_path / "old.db")
    assert {table: held(opened)[table] for table in before} == before
    opened.close()
