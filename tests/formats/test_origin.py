"""A fault names the row's own file and the column as it is called there, however many files make
the table.
"""

import pickle
from collections.abc import Mapping, Sequence
from pathlib import Path

from graph_service.formats.origin import Line, Origin, origin_of
from graph_service.records.tables import AnswerRow, Tables
from tests.formats.files import read_files
from tests.formats.whole import check_tables

EGO = "networkCanvasEgoUUID,networkCanvasCaseID,sessionStart,sessionFinish"
LIST = "networkCanvasEgoUUID,networkCanvasUUID,who"


def cases(*persons: str) -> Mapping[str, Sequence[str]]:
    """One interview a person, each of whom named Kim."""
    files: dict[str, Sequence[str]] = {}
    for place, person in enumerate(persons, 1):
        files[f"c{place}_ego"] = [EGO, f"e{place},{person},2026-10-03,2026-10-03"]
        files[f"c{place}_attributeList_person"] = [LIST, f"e{place},1,Kim"]
    return files


def test_an_id_that_nobody_has_is_told_in_its_own_file(tmp_path: Path) -> None:
    """In the second of three, by its own column, of informants and of those named alike."""
    reading = read_files(
        tmp_path / "nc", cases("1001", "999", "1003"),
        round={"id": "w", "school": "Met", "asks": "adults", "opened_on": "2026-10-01"},
        people={"name": "who", "means": "supportive", "kind": "staff", "matches": {"Kim": "t9"}},
    )  # fmt: skip
    faults = reading.check({"1001", "1003"}, {"t1"}, ())
    assert {fault[:4] for fault in faults} == {
        ("c2_ego.csv", 2, "networkCanvasCaseID", "nobody"),
        *((f"c{place}_attributeList_person.csv", 2, "who", "nobody") for place in (1, 2, 3)),
        ("c2_attributeList_person.csv", 2, "networkCanvasEgoUUID", "nobody"),
    }


def test_two_rows_of_one_key_name_both_files() -> None:
    """The second row's file, by its column there, and where the first stands."""
    second = Line(2, Origin("b.csv", {"student_id": "Case"}))
    rows = [AnswerRow(line, "r", "1001", "1001", "answered") for line in (2, second, 3)]
    tables = Tables(answers=rows)
    faults = check_tables(tables, {"1001"}, set(), {"r"})
    assert [fault[:4] for fault in faults] == [
        ("b.csv", 2, "Case", "duplicate"),
        ("answers.csv", 3, "student_id", "duplicate"),
    ]
    assert [
        "as line 2 of answers.csv;" in faults[0].message,
        "as line 2;" in faults[1].message,
    ] == [True, True]


def test_a_line_keeps_its_file_on_a_shelf() -> None:
    """It is a number like others, and a plain number is of the table's first file."""
    origin = Origin("b.csv", {"id": "Case"})
    line = pickle.loads(pickle.dumps(Line(2, origin)))  # noqa: S301 - written here
    assert line == 2
    assert [origin_of(place, Origin("a.csv", {})).file for place in (line, 2)] == ["b.csv", "a.csv"]
