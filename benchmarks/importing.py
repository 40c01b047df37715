"""An import with all its checks, beside the bare statements that it runs, on both engines.

The statements are taken down during a first import and run again, with the same rows, on a new
database in one transaction. ``python -m benchmarks.importing [STUDENTS]``; the server is the one in
``SUPPORT_WEB_TEST_NEO4J``. ``python -m benchmarks.large_import`` is about large files.
"""

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, TypeVar

from analysis.rule import Rule
from benchmarks.contest import contest, report
from benchmarks.school import DAY, tables
from graph_service.formats.writing import write_tables
from graph_service.store.engine import Definable, Engine, Row, Transaction
from graph_service.store.opening import open_engine
from graph_service.store.schools import schools
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.importing import import_tables

OURS = "Support Web: read, check, compare, write"
NEO4J = "SUPPORT_WEB_TEST_NEO4J"
ADDRESS = os.environ.get(NEO4J)
EMPTY = "MATCH (n) WHERE NOT n:Schema DETACH DELETE n"
LONG = 3600.0
NOW = datetime.combine(DAY, time(12), UTC)
T = TypeVar("T")
Statement = tuple[str, dict[str, Any]]


class _Heard:
    """A transaction that takes down what is run in it."""

    def __init__(self, transaction: Transaction, heard: list[Statement]) -> None:
        self._transaction = transaction
        self._heard = heard

    def run(self, query: str, **parameters: Any) -> list[Row]:
        self._heard.append((query, parameters))
        return self._transaction.run(query, **parameters)

    def run_own(self, query: str, **parameters: Any) -> list[Row]:
        return self._transaction.run_own(query, **parameters)

    def record(self, query: str, rows: list[Row], recorded_at: datetime) -> None:
        self._heard.append((query, {"rows": rows, "recorded_at": recorded_at}))
        self._transaction.record(query, rows, recorded_at)


class _Listening:
    """An engine whose write transactions are taken down."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.heard: list[Statement] = []

    def read(self, query: str, **parameters: Any) -> list[Row]:
        return self._engine.read(query, **parameters)

    def read_together(self, work: Callable[[Transaction], T], *, seconds: float | None = None) -> T:
        return self._engine.read_together(work, seconds=seconds)

    def write(self, work: Callable[[Transaction], T], *, seconds: float | None = None) -> T:
        return self._engine.write(
            lambda transaction: work(_Heard(transaction, self.heard)), seconds=seconds
        )

    def close(self) -> None:
        self._engine.close()


class _Fresh:
    """A new, empty embedded database for each run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = 0
        self.engine = self._open()

    def _open(self) -> Engine:
        self._number += 1
        return open_engine(str(self._folder / f"{self._number}.db"))

    def again(self) -> None:
        self.engine.close()
        self.engine = self._open()


class _Emptied:
    """A server's database, emptied before each run."""

    def __init__(self, engine: Definable) -> None:
        self.engine: Engine = engine
        self._definable = engine

    def again(self) -> None:
        self._definable.define([EMPTY])


def load(engine: Engine, folder: Path, *, dry_run: bool = False) -> None:
    """The work of ``support-web import``."""
    import_tables(Desk(engine, lambda: NOW, "UTC", Rule()), folder, dry_run=dry_run)


def processor_seconds(engine: Engine, folder: Path, *, dry_run: bool) -> float:
    """The processor time of an import, or of its dry run."""
    before = process_time()
    load(engine, folder, dry_run=dry_run)
    return process_time() - before


def replay(engine: Engine, statements: list[Statement]) -> None:
    """The bare statements, in one transaction, with no check."""

    def work(transaction: Transaction) -> None:
        for query, parameters in statements:
            new_ties = "recorded_at" in parameters
            (transaction.record if new_ties else transaction.run)(query, **parameters)

    engine.write(work, seconds=LONG)


def main(students: int = 2000) -> None:
    """Print the figures for a school of this many students."""
    made = tables(students)
    people, rows = len(made.students) + len(made.adults), len(made.ties) + len(made.reports)
    title = f"{people} people, {rows} ties and reports"
    with TemporaryDirectory() as place:
        folder = Path(place) / "tables"
        write_tables(made, folder)
        _figures(f"{title} into the embedded engine", folder, _Fresh(Path(place)))
        if ADDRESS is None:
            print(f"no Neo4j is named in {NEO4J}, so only the embedded engine was tried")
            return
        engine = open_engine(
            ADDRESS,
            os.environ.get(f"{NEO4J}_USER", "neo4j"),
            os.environ.get(f"{NEO4J}_PASSWORD", ""),
        )
        if schools(engine):
            print("the Neo4j is not empty, and was left alone")
        else:
            _figures(f"{title} into Neo4j", folder, _Emptied(engine))
            engine.define([EMPTY])


def _figures(title: str, folder: Path, database: _Fresh | _Emptied) -> None:
    listening = _Listening(database.engine)
    load(listening, folder)
    seconds = contest(
        {
            OURS: lambda: load(database.engine, folder),
            "the bare statements": lambda: replay(database.engine, listening.heard),
        },
        runs=3,
        prepare=database.again,
    )
    database.again()
    dry, wet = (
        processor_seconds(database.engine, folder, dry_run=dry_run) for dry_run in (True, False)
    )
    database.engine.close()
    report(title, seconds, OURS)
    print(f"  processor time: dry run {dry:.2f} s, import {wet:.2f} s, {wet / dry:.1f} times")
    print(
        f"  speed against the bare statements: {seconds['the bare statements'] / seconds[OURS]:.2f}"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
