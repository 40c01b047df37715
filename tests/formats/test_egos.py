"""Interviews in three files: egor, EgoWeb and OpenEddi."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph_service.formats.tables import read_tables
from graph_service.formats.translation import Choices
from graph_service.records.tables import AnswerRow, ReportRow
from tests.formats.files import read_files, write_files

ROUND: Mapping[str, Any] = {
    "id": "R1",
    "school": "Harbor High",
    "asks": "adults",
    "opened_on": date(2026, 10, 1),
}
PEOPLE: Mapping[str, Any] = {
    "kind": "staff",
    "name": "who",
    "support": "feels",
    "supports": {"good": "supportive"},
}
MATCHES = {"Ms Ito": "t1"}
EGOR = {
    "egos_32": ['"egoID";"sex"', '"1";"m"', '"2";"w"'],
    "alters_32": ['"egoID";"alterID";"who";"feels"', '"1";1;"Ms Ito";"good"', '"1";2;"Bo";"good"'],
    "edges_32": ['"egoID";"Source";"Target";"weight"', "1;1;2;1"],
}
EGOWEB = {
    "egos": ["EgoID,sex", "1,m", "2,w"],
    "alters": ["EgoID,Alter Number,who,feels", "1,1,Ms Ito,good", "1,2,Bo,good"],
    "edges": ["EgoID,Alter 1 Number,Alter 2 Number,weight", "1,1,2,1"],
}
OPENEDDI = {
    "webs_responses": ["puid,sex", "1,m", "2,w"],
    "webs_namedetails": ["puid,nameid,who,feels", "1,1,Ms Ito,good", "1,2,Bo,good"],
    "webs_nameties": ["puid,nameid,targetid,weight", "1,1,2,1"],
}


@pytest.mark.parametrize("files", [EGOR, EGOWEB, OPENEDDI], ids=["egor", "egoweb", "openeddi"])
def test_all_three_say_the_same(tmp_path: Path, files: Mapping[str, Sequence[str]]) -> None:
    """Every ego is an answer, one matched alter a report, the other one unnamed; ties among alters
    are left out with a note.
    """
    reading = read_files(
        tmp_path / "files", files, round=ROUND, people={**PEOPLE, "matches": MATCHES}
    )
    assert reading.faults == []
    assert reading.tables.answers == [
        AnswerRow(2, "R1", "1", "1", "answered", None, 1, 0),
        AnswerRow(3, "R1", "2", "2", "answered", None, 0, 0),
    ]
    assert reading.tables.reports == [ReportRow(2, "R1", "1", "t1", "1", "supportive")]
    assert [note.rule for note in reading.warnings] == ["unknown-table"]
    assert [person.key for person in reading.unmatched] == ["1/2"]


def test_a_column_of_the_ego_may_be_the_schools_number(tmp_path: Path) -> None:
    """Then it is the informant; an alter of nobody who was interviewed is a fault at its line."""
    files = {**EGOR, "egos_32": ['"egoID";"number"', '"1";"1001"']}
    files["alters_32"] = [*EGOR["alters_32"], '"9";1;"Cy";"good"']
    reading = read_files(
        tmp_path / "files", files, round=ROUND, people={**PEOPLE, "student": "number"}
    )
    assert [row.informant_id for row in reading.tables.answers] == ["1001"]
    assert [fault[:4] for fault in reading.faults] == [("alters_32.csv", 4, None, "nobody")]


def test_a_word_for_support_that_is_none_of_ours_is_refused_at_its_column(tmp_path: Path) -> None:
    """With the column's own name."""
    people = {**PEOPLE, "supports": {}, "matches": MATCHES}
    reading = read_files(tmp_path / "files", EGOWEB, round=ROUND, people=people)
    assert [fault[:4] for fault in reading.faults] == [("alters.csv", 2, "feels", "choice")]


@pytest.mark.parametrize(
    ("ego", "alter"),
    [("ego_id", "alter_id"), (".egoID", ".altID"), ("Ego ID", "Alter-ID"), ("EGO.ID", "alt_id")],
)
def test_the_columns_are_found_in_any_dress(tmp_path: Path, ego: str, alter: str) -> None:
    """As ideanet, egor and people write them."""
    files = {
        "egos": [f"{ego},sex", "1,m"],
        "alters": [f"{ego},{alter},who,feels", "1,1,Ms Ito,good", "1,2,Bo,good"],
    }
    reading = read_files(
        tmp_path / "files", files, round=ROUND, people={**PEOPLE, "matches": {"1/1": "t1"}}
    )
    assert reading.faults == []
    assert reading.tables.answers == [AnswerRow(2, "R1", "1", "1", "answered", None, 1, 0)]
    assert reading.tables.reports == [ReportRow(2, "R1", "1", "t1", "1", "supportive")]


@pytest.mark.parametrize("key", ["alterID", "number"])
def test_a_file_without_the_ego_is_a_fault_that_names_the_column(tmp_path: Path, key: str) -> None:
    """Not one a row, of a column of ours."""
    files = {
        "egos": ["person,sex", "1,m", "2,w"],
        "alters": [f"person,{key},who,feels", "1,1,Ms Ito,good"],
    }
    folder = write_files(tmp_path / "files", files)
    reading = read_tables(folder, Choices("egor", mapping={"round": ROUND, "people": PEOPLE}))
    assert {fault.file for fault in reading.faults} <= {"egos.csv", "alters.csv", "files"}
    assert "egos.csv" in str([str(fault) for fault in reading.faults])
    assert "egoID" in reading.faults[0].message


def test_files_that_are_no_part_of_it_are_named(tmp_path: Path) -> None:
    """Nothing is left out without a word."""
    reading = read_files(
        tmp_path / "files", {**EGOR, "notes": ["a", "b"]}, round=ROUND, people=PEOPLE
    )
    assert [(note.file, note.rule) for note in reading.warnings] == [
        ("edges_32.csv", "unknown-table"),
        ("notes.csv", "unknown-table"),
    ]


@pytest.mark.parametrize(
    ("column", "ended", "broken_off"),
    [
        ("End Time", "2026-11-03 10:30:00", ""),
        ("completed", "TRUE", "FALSE"),
        ("completed_at", "2026-11-03", "NA"),
        ("status", "completed", "started"),
        ("status", "", "In progress"),
    ],
)
def test_an_interview_that_was_broken_off_is_no_answer(
    tmp_path: Path, column: str, ended: str, broken_off: str
) -> None:
    """Without a word of the mapping, where the file says so; what was said until then is kept."""
    files = {**EGOWEB, "egos": [f"EgoID,{column}", f"2,{ended}", f"1,{broken_off}"]}
    people = {**PEOPLE, "matches": MATCHES}
    reading = read_files(tmp_path / "files", files, round=ROUND, people=people)
    assert [(row.informant_id, row.status) for row in reading.tables.answers] == [
        ("2", "answered"),
        ("1", "asked"),
    ]
    assert [row.alter_id for row in reading.tables.reports] == ["t1"]
    assert [note[1:4] for note in reading.warnings if note.rule == "finished"] == [
        (3, None, "finished")
    ]
