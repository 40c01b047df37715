from pathlib import Path
from typing import Any

import pytest

from graph_service.errors import Fault
from graph_service.formats import gathering, rows
from graph_service.formats.faults import ALIKE, MANY, MOST_FAULTS, Faults, by_cause, number_of
from graph_service.formats.sheets import Sheet
from graph_service.formats.tables import read_tables


def fault(line: int, message: str = "is wrong", column: str = "role") -> Fault:
    """A fault of a row."""
    return Fault("ties.csv", line, column, "word", message)


def test_few_faults_of_one_cause_are_told_one_by_one() -> None:
    """As many as somebody reads."""
    found = Faults(fault(line) for line in range(2, ALIKE + 2))
    assert by_cause(found) == list(found)
    assert len(found) == ALIKE


@pytest.mark.parametrize("turned", [False, True])
def test_many_faults_of_one_cause_are_one_with_its_count_and_its_first_lines(turned: bool) -> None:
    """In whichever order they come; what a message quotes or counts is no other cause."""
    found = Faults()
    for line in reversed(range(2, 502)) if turned else range(2, 502):
        found.append(fault(line, f'"x{line}" is wrong'))
    told = by_cause(found)
    assert (len(found), found.total, number_of(found)) == (ALIKE, 500, 500)
    assert [str(one) for one in told] == [
        (
            'ties.csv, line 2, column role: "x2" is wrong There are 499 more like it, first on '
            "lines 3, 4, 5, 6, 7, 8, 9, 10, 11."
        )
    ]
    assert told[0].times == 500


def test_what_was_counted_stays_counted_where_lists_are_put_together() -> None:
    """Two parts of a file, each with its own list."""
    parts = [Faults(fault(line) for line in range(first, first + 100)) for first in (102, 2)]
    (told,) = by_cause(Faults([*parts[0], *parts[1]]))
    assert (told.line, told.times) == (2, 200)


def test_another_file_column_rule_or_sentence_is_another_cause() -> None:
    """Nothing of the one is told with the other."""
    others = [
        fault(2),
        fault(2, column="since"),
        fault(2, "is missing"),
        fault(2)._replace(file="adults.csv"),
        fault(2)._replace(rule="other"),
    ]
    found = by_cause(one._replace(line=line) for line in range(2, 102) for one in others)
    assert [one.times for one in found] == [100] * len(others)


def test_one_fault_is_told_once() -> None:
    """However often it is found."""
    assert Faults([fault(2), fault(2)]) == [fault(2)]


def test_more_causes_than_can_be_told_are_one_fault() -> None:
    """The list ends, and says that there is more."""
    found = Faults(fault(2, "x" * number) for number in range(MOST_FAULTS + 50))
    assert (len(found), found.total) == (MOST_FAULTS + 1, MOST_FAULTS + 50)
    assert (found[-1].rule, found[-1].times) == (MANY, 50)
    assert number_of(found) == MOST_FAULTS


def test_a_file_of_faulty_rows_is_read_to_a_thousand_faults(tmp_path: Path) -> None:
    """The rest is not looked at, and that is told, whatever the fault is."""
    for row in ("short", "S1,A1,bad,,", "S1,A1,mentor,x,", "\0"):
        (tmp_path / "ties.csv").write_text(
            "student_id,alter_id,role,since,detail\n" + f"{row}\n" * 30_000
        )
        found = read_tables(tmp_path).faults
        assert [one.rule for one in found].count(MANY) == 1
        assert len(found) <= ALIKE + 1
        assert number_of(found) < 12_000


def test_a_header_has_no_more_columns_than_a_spreadsheet(tmp_path: Path) -> None:
    """It is one fault, and the columns are not held."""
    (tmp_path / "students.csv").write_text(
        "id,name,school," + ",".join(f"c{number}" for number in range(20_000)) + "\n"
    )
    found = read_tables(tmp_path).faults
    assert [one.rule for one in found] == ["columns"]
    assert "The header has 20003 columns and may have 16384" in str(found[0])


def test_wide_rows_are_read_fewer_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part has no more cells than one of a narrow table; all rows are there."""
    parts: list[int] = []
    parse = rows.parse

    def counted(sheet: Sheet, *given: Any) -> rows.Parsed:
        parts.append(len(sheet.rows))
        return parse(sheet, *given)

    monkeypatch.setattr(gathering, "parse", counted)
    header = "id,name,school" + "".join(f",c{number}" for number in range(4997))
    lines = [f"S{number},N,Met{',' * 4997}" for number in range(250)]
    (tmp_path / "students.csv").write_text("\n".join([header, *lines, ""]))
    assert len(read_tables(tmp_path).people.students) == 250
    assert parts == [100, 100, 50]


def test_more_people_than_are_held_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of one id again and again is not held whole."""
    monkeypatch.setattr(gathering, "MOST_PEOPLE", 5)
    (tmp_path / "students.csv").write_text("id,name,school\n" + "S1,N,Met\n" * 6)
    assert [one.rule for one in read_tables(tmp_path).faults] == ["size"]
