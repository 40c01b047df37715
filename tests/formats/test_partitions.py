"""The rows that are many lie out of memory, in portions within which everything of one key is."""

import random
from datetime import date
from pathlib import Path

import pytest

from graph_service.errors import Fault
from graph_service.formats import spill_file
from graph_service.formats.checks import check_portions
from graph_service.formats.faults import by_cause
from graph_service.formats.gathering import said_in, table_line
from graph_service.formats.partitions import MANY, ROWS_A_BLOCK, SLOTS, ManyRows, portions, slot_of
from graph_service.formats.spill_file import Shelf
from graph_service.records.hashes import SetHash
from graph_service.records.tables import (
    AdultRow,
    AnswerRow,
    ContactRow,
    ReportRow,
    StudentRow,
    Tables,
    TieRow,
)
from tests.formats.whole import check_tables

DAY = date(2025, 1, 1)


def random_tables(seed: int) -> Tables:
    """Rows of a few people, many of them with one key, some of nobody."""
    chance = random.Random(seed)  # noqa: S311 - a seeded test
    ids = [*(f"S{number}" for number in range(6)), "A1", "A2", "X"]

    def who() -> str:
        return chance.choice(ids)

    lines = range(2, 60)
    return Tables(
        students=[StudentRow(line, id, id, "Met") for line, id in enumerate(ids[:6], 2)],
        adults=[AdultRow(line, id, id, "staff") for line, id in enumerate(ids[6:8], 2)],
        ties=[TieRow(line, who(), who(), chance.choice(["peer", "mentor"])) for line in lines],
        answers=[
            AnswerRow(line, "R1", who(), chance.choice([None, who()]), "asked") for line in lines
        ],
        reports=[ReportRow(line, "R1", who(), who(), who(), "none") for line in lines],
        contacts=[ContactRow(line, who(), who(), DAY, "call") for line in lines],
        given={"students", "adults", "ties", "answers", "reports", "contacts"},
    )


@pytest.mark.parametrize("seed", range(20))
def test_faults_are_the_same_in_portions(seed: int) -> None:
    """Two rows of one key, a pair of peers in either order, a student's blank answer: always in one
    portion.
    """
    tables = random_tables(seed)
    rows = ManyRows()
    for table in MANY:
        rows.put(table, [getattr(tables, table)])
    parted = [Tables() for _ in range(SLOTS)]
    for slot, portion in enumerate(parted):
        for table in MANY:
            setattr(portion, table, rows.take(table, [slot]))
    found = check_portions(tables, parted, (), (), {"R1"})
    assert found
    assert sorted(by_cause(found), key=str) == sorted(
        by_cause(check_tables(tables, (), (), {"R1"})), key=str
    )


def test_rows_come_back_in_the_order_in_which_they_came() -> None:
    """Also where a slot fills many blocks."""
    rows = ManyRows()
    came = [ContactRow(line, f"S{line % 3}", "A1", DAY, "call") for line in range(5 * ROWS_A_BLOCK)]
    rows.put("contacts", [came[:100], came[100:]])
    assert rows.take("contacts") == came
    assert rows.take("contacts", [slot_of("S1")]) == [row for row in came if row.student_id == "S1"]
    assert rows.count("contacts") == sum(rows.weights()) == len(came)


def test_portions_hold_every_slot_once_and_no_more_than_they_may() -> None:
    """A small table is one portion; a slot that is heavier than a portion is one by itself."""
    assert portions([1, 2, 3], most=6) == [[0, 1, 2]]
    assert portions([1, 2, 3, 9, 0, 1], most=5) == [[0, 1], [2], [3], [4, 5]]


def test_what_a_table_says_has_no_order_and_is_counted() -> None:
    """Rows in another order and parts give the same; a row twice, or another row, does not."""

    def told(*parts: list[TieRow]) -> str:
        rows = SetHash()
        for part in parts:
            rows.add(map(said_in, part))
        return table_line("ties", rows, (), ())

    one, two = TieRow(2, "S1", "A1", "mentor"), TieRow(3, "S2", "A1", "mentor")
    assert told([one, two]) == told([two._replace(line=9)], [one])
    assert len({told([one]), told([one, one]), told([one, two]), told([two]), told([])}) == 5


def test_a_shelf_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows too large for memory lie in a file that has no name: not even while it is used could
    another open it.
    """
    monkeypatch.setattr(spill_file, "KEPT_BYTES", 10)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    held = Shelf()
    places = [held.put([Fault("file", number, None, "rule", "x" * 100)]) for number in range(3)]
    assert list(tmp_path.iterdir()) == []
    assert [held.take(place)[0].line for place in reversed(places)] == [2, 1, 0]
    held.close()
