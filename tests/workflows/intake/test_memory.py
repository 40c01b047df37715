"""The memory of a process that imports follows the people, not their ties, answers, reports and
contacts.
"""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.school import DAY, tables
from graph_service.formats.writing import write_tables
from graph_service.records.tables import ContactRow
from graph_service.store.bolt import BoltEngine
from tests.conftest import EMPTY, Access

STUDENTS = 200
FEW, MANY = 30, 120
"""Contacts of each student: 6,000 rows, and 24,000."""

HELD_KIB = 18_000 * 0.5
"""The least memory of the further rows if they were held, as rows or as parameters: 0.5 KiB
each."""


def school(folder: Path, days: int) -> Path:
    """The same people, with so many contacts each."""
    made = tables(STUDENTS)
    made.contacts = [
        ContactRow(
            2,
            row.id,
            "advisor-0",
            DAY - timedelta(days=day),
            f"call {day}",
            f"somebody {row.id} {day}",
        )
        for row in made.students
        for day in range(days)
    ]
    made.given.add("contacts")
    write_tables(made, folder)
    return folder


def peak(folder: Path, database: str, *access: str) -> int:
    """The most memory that a process took to import the folder, in KiB."""
    command = [sys.executable, "-m", "tests.workflows.weighed", str(folder), database, *access]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def test_four_times_the_rows_take_no_more_memory_to_read_and_compare(tmp_path: Path) -> None:
    """A dry run: what is spared is more than half of what the rows would take."""
    few, many = (
        peak(school(tmp_path / f"{days}", days), str(tmp_path / f"{days}.db"))
        for days in (FEW, MANY)
    )
    assert many - few < HELD_KIB / 2


@pytest.mark.parametrize("row", ["a\n", "\0\n"])
def test_many_times_the_faults_take_no_more_memory(tmp_path: Path, row: str) -> None:
    """Rows that are short, or hold a NUL: a hundred times as many."""
    peaks: list[int] = []
    for rows in (2_000, 200_000):
        folder = school(tmp_path / f"{rows}", 1)
        ties = "".join(row.replace("{}", str(number)) for number in range(rows))
        (folder / "ties.csv").write_text(
            f"student_id,alter_id,role,since\n{ties}", encoding="utf-8"
        )
        peaks.append(peak(folder, str(tmp_path / f"{rows}.db")))
    assert peaks[1] - peaks[0] < HELD_KIB


def test_four_times_the_rows_take_no_more_memory_to_write(
    tmp_path: Path, neo4j_access: Access, neo4j_engine: BoltEngine
) -> None:
    """An import into a server: one statement's rows at a time, though all of them are one
    transaction.
    """
    peaks: list[int] = []
    for days in (FEW, MANY):
        neo4j_engine.define([EMPTY])
        peaks.append(peak(school(tmp_path / f"{days}", days), *neo4j_access))
    neo4j_engine.define([EMPTY])
    assert peaks[1] - peaks[0] < HELD_KIB / 2
