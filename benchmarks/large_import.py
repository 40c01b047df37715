"""Large imports, each in a process of its own: seconds, rows a second, and the most memory that the
process took.

``python -m benchmarks.large_import [STUDENTS …]`` into the Neo4j of ``SUPPORT_WEB_TEST_NEO4J``,
which must be empty and have the heap that docs/operations.md names, or into the embedded engine
where none is named. 2,000, 20,000 and 100,000 students, unless said, have 28,000, 280,000 and 1.4
million ties and reports. On the embedded engine the memory is also the database's own.
"""

import os
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from analysis.rule import Rule
from benchmarks.importing import ADDRESS, EMPTY, NEO4J, NOW
from benchmarks.school import tables
from graph_service.formats.writing import write_tables
from graph_service.store.opening import open_engine
from graph_service.store.schools import schools
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.importing import import_tables

STUDENTS = (2_000, 20_000, 100_000)


def write(students: int, folder: str) -> None:
    """Write the school's tables."""
    write_tables(tables(students), Path(folder))


def run(folder: str, database: str) -> None:
    """Import the folder, and again as a complete one, which compares all of it and changes nothing;
    print the figures.
    """
    user, password = (
        os.environ.get(f"{NEO4J}_USER", "neo4j"),
        os.environ.get(f"{NEO4J}_PASSWORD", ""),
    )
    engine = open_engine(database, user, password)
    if schools(engine):
        sys.exit("The database is not empty, and was left alone.")
    before = _peak()
    desk = Desk(engine, lambda: NOW, "UTC", Rule())
    for what, complete in (("imported", False), ("compared again", True)):
        begun = perf_counter()
        result = import_tables(desk, Path(folder), complete=complete)
        rows = sum(sum(count) for count in result.counts.values())
        seconds = perf_counter() - begun
        print(
            f"  {what}: {seconds:.1f} s, {rows / seconds:,.0f} rows/s, at most {_peak()} MiB "
            f"(before: {before})"
        )
    if database == ADDRESS:
        engine.define([EMPTY])
    engine.close()


def main(*students: int) -> None:
    """Print the figures for schools of so many students."""
    for size in students or STUDENTS:
        with TemporaryDirectory() as place:
            folder = str(Path(place) / "tables")
            _process("write", str(size), folder)
            print(
                f"{size:,} students, {14 * size:,} ties and reports",
                flush=True,
            )
            _process("run", folder, ADDRESS or str(Path(place) / "school.db"))


def _process(*arguments: str) -> None:
    command = [sys.executable, "-m", "benchmarks.large_import", *arguments]
    subprocess.run(command, check=True)  # noqa: S603 - this very program


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    if sys.argv[1:2] == ["write"]:
        write(int(sys.argv[2]), sys.argv[3])
    elif sys.argv[1:2] == ["run"]:
        run(*sys.argv[2:])
    else:
        main(*map(int, sys.argv[1:]))
