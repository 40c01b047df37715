"""A CSV file is read a part at a time, and it makes no difference where a part ends."""

import io
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.formats.sheets import Sheet, read_parts
from graph_service.formats.tables import read_tables
from tests.formats.school import SCHOOL, write_school

COLUMNS = {"id", "name"}
PIECES = [
    "id,name\n",
    "1,a\n",
    '2,"b\nc"\n',
    '3,"d\n',
    "4\n",
    "\n",
    " , \n",
    "5,e\0\n",
    '6,"f"g"\n',
    "7,h\r\n",
    "8,i\r",
]


def joined(parts: list[Sheet]) -> tuple[object, ...]:
    """The parts' rows together."""
    rows = [row for part in parts for row in part.rows]
    lines = [line for part in parts for line in part.lines]
    faults = sorted(
        (fault for part in parts for fault in part.faults),
        key=lambda fault: (fault.line or 0, fault.rule),
    )
    return parts[0].header, rows, lines, faults, all(part.whole for part in parts)


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.integers(1, 4))
def test_parts_say_what_the_whole_says(pieces: list[str], most: int) -> None:
    """Broken quotations, cells of several lines, NULs and blank lines, wherever a part ends."""
    content = "".join(["id,name\n", *pieces]).encode()
    parts = list(read_parts("ties.csv", io.BytesIO(content), COLUMNS, most))
    whole = list(read_parts("ties.csv", io.BytesIO(content), COLUMNS, sys.maxsize))
    assert len(whole) == 1
    assert joined(parts) == joined(whole)
    assert all(len(part.rows) <= most for part in parts)


def test_a_table_in_many_parts_is_the_same_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows, faults and notes of the header, and the hash."""
    folder = write_school(
        tmp_path, ties=SCHOOL["ties"].replace("since", "known_since") + "1001,A1,friend,,,\n"
    )
    whole = read_tables(folder)
    monkeypatch.setattr("graph_service.formats.bundle.ROWS_A_PART", 1)
    parted = read_tables(folder)
    assert parted.tables == whole.tables
    assert (parted.faults, parted.warnings, parted.sha256) == (
        whole.faults,
        whole.warnings,
        whole.sha256,
    )
    assert [fault.rule for fault in whole.warnings] == ["attributes", "unknown-column"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_an_encoding_is_told_over_the_whole_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    """Also where a piece ends within a letter, and where the letter that tells stands at the
    end.
    """
    monkeypatch.setattr("graph_service.formats.encodings.PIECE", 3)
    (tmp_path / "adults.csv").write_bytes(
        "id,name,kind\na1,Ann,staff\na2,Zoë,staff".encode(encoding)
    )
    reading = read_tables(tmp_path)
    assert [row.name for row in reading.tables.adults] == ["Ann", "Zoë"]
    assert ['"Zoë"' in fault.message for fault in reading.warnings] == [True] * (
        encoding == "cp1252"
    )


def test_a_table_with_very_many_faults_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything else is read, and nobody is refused for what stood in the rest."""
    monkeypatch.setattr("graph_service.formats.gathering.MOST_FAULTS", 3)
    monkeypatch.setattr("graph_service.formats.bundle.ROWS_A_PART", 2)
    students = (
        "id,name,school\n"
        + "".join(f"{number},,Met\n" for number in range(9))
        + "1001,A,Met\n1002,B,Met\n"
    )
    reading = read_tables(write_school(tmp_path, students=students))
    assert [fault.rule for fault in reading.faults] == ["required"] * 4 + ["many"]
    assert reading.unread == {"students"}
    assert reading.check((), (), ()) == []
