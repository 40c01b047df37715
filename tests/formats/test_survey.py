"""Survey sheets, as forms write them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from analysis.rule import Rule
from graph_service.formats.tables import read_tables
from graph_service.formats.translation import Choices
from graph_service.records.tables import AnswerRow, ReportRow, RoundRow, StudentRow
from graph_service.workflows.demo.demo_figures import preview_figures
from tests.formats.files import write_files
from tests.formats.sheets_of_answers import answered, read_sheet, reported

OPENED = date(2026, 10, 1)
ROUND: Mapping[str, Any] = {"id": "voice", "school": "Harbor High", "opened_on": OPENED}
QUESTION = "Is there an adult you can turn to?"
SHEET = [
    f"Timestamp,Your ID,{QUESTION},Who are your friends?",
    "10/3/2026 8:22:18,1001,Yes,Ben; Cy Poe",
    "10/4/2026 8:22:18,1002,No,nobody",
    "10/5/2026 8:22:18,1003,,",
]


def read(
    folder: Path, lines: Sequence[str], survey: Mapping[str, Any], **mapping: Mapping[str, Any]
) -> Any:
    """The reading of one sheet with a mapping; its days are written month first."""
    file = write_files(folder, {"survey": lines}) / "survey.csv"
    return read_tables(
        file, Choices(dates="month-first", mapping={"round": ROUND, "survey": survey, **mapping})
    )


def test_a_yes_without_names_is_an_unnamed_adult_never_a_name(tmp_path: Path) -> None:
    """A plain question is a round with a cap of 1: no shows something, yes leaves it open, blank is
    no answer.
    """
    reading = read(
        tmp_path / "a",
        SHEET,
        {"student": "Your ID", "day": "Timestamp", "adults_question": QUESTION},
    )
    assert reading.faults == []
    assert reading.tables.rounds == [
        RoundRow(2, "voice-adults", "Harbor High", "student_voice", "adults", OPENED, max_adults=1)
    ]
    assert reading.tables.answers == [
        AnswerRow(2, "voice-adults", "1001", "1001", "answered", date(2026, 10, 3), 1),
        AnswerRow(3, "voice-adults", "1002", "1002", "answered", date(2026, 10, 4), 0),
        AnswerRow(4, "voice-adults", "1003", "1003", "asked"),
    ]
    assert reading.tables.reports == []


def test_each_side_is_a_round_of_its_own(tmp_path: Path) -> None:
    """Names are matched by the mapping alone; the others are counted; nobody is an answer, a blank
    is none.
    """
    survey = {
        "student": "Your ID",
        "peers": ["Who are your friends?"],
        "adults_question": QUESTION,
        "max_peers": 5,
    }
    reading = read(tmp_path / "a", SHEET, survey, people={"matches": {"Ben": "1002"}})
    assert [(row.id, row.asks, row.max_adults, row.max_peers) for row in reading.tables.rounds] == [
        ("voice-adults", "adults", 1, None),
        ("voice-peers", "peers", None, 5),
    ]
    peers = [row for row in reading.tables.answers if row.round_id == "voice-peers"]
    assert [(row.status, row.unnamed_adults, row.unnamed_peers) for row in peers] == [
        ("answered", 0, 1),
        ("answered", 0, 0),
        ("asked", 0, 0),
    ]
    assert reading.tables.reports == [
        ReportRow(2, "voice-peers", "1001", "1002", "1001", "supportive")
    ]
    assert [(person.line, person.name) for person in reading.unmatched] == [(2, "Cy Poe")]


def test_a_yes_beside_empty_names_leaves_the_question_open(tmp_path: Path) -> None:
    """How many they have is not known: neither thin nor isolated follows, as from one who named
    nobody.
    """
    sheet = [f"Your ID,{QUESTION},Who are they?", "1001,Yes,", "1002,Yes,Ms Ito", "1003,No,"]
    survey = {"student": "Your ID", "adults_question": QUESTION, "adults": "Who are they?"}
    reading = read(tmp_path / "a", sheet, survey)
    assert [(row.id, row.max_adults) for row in reading.tables.rounds] == [
        ("voice-adults", None),
        ("voice-adults-unnamed", 0),
    ]
    told = [
        (row.round_id, row.informant_id, row.status, row.unnamed_adults)
        for row in reading.tables.answers
    ]
    assert sorted(told) == [
        ("voice-adults", "1001", "asked", 0),
        ("voice-adults", "1002", "answered", 1),
        ("voice-adults", "1003", "answered", 0),
        ("voice-adults-unnamed", "1001", "answered", 1),
    ]
    students = [StudentRow(9, id, id, "Harbor High") for id in ("1001", "1002", "1003")]
    adult, _ = preview_figures(replace(reading.tables, students=students), Rule(), OPENED)
    assert (adult.unknown, adult.thin, adult.isolated) == (1, 1, 1)


def test_a_student_whom_nobody_knows_is_told_at_the_line(tmp_path: Path) -> None:
    """By the sheet's own column, once, though no adult is known yet either."""
    survey = {"student": "Your ID", "adults_question": QUESTION, "peers": "Who are your friends?"}
    faults = read(tmp_path / "a", SHEET, survey).check({"1001", "1003"}, (), ())
    assert [fault[:4] for fault in faults] == [("survey.csv", 3, "Your ID", "nobody")]
    assert faults[0].message.startswith('No student has the id "1002";')


def test_what_the_mapping_does_not_know_is_told_at_its_place(tmp_path: Path) -> None:
    """An answer that is neither yes nor no, a column that is not there, and a mapping that says too
    little.
    """
    survey = {"student": "Your ID", "adults_question": QUESTION}
    reading = read(tmp_path / "a", [SHEET[0], "10/3/2026 8:22,1001,Maybe,"], survey)
    assert [fault[:4] for fault in reading.faults] == [("survey.csv", 2, QUESTION, "choice")]
    assert (
        read(
            tmp_path / "b", [SHEET[0], "10/3/2026,1001,Maybe,"], {**survey, "no": ["maybe", "no"]}
        ).faults
        == []
    )
    assert [
        fault.rule for fault in read(tmp_path / "c", SHEET, {"student": "ID", "adults": "x"}).faults
    ] == ["mapping"] * 2
    assert [fault.rule for fault in read(tmp_path / "d", SHEET, {}).faults] == ["mapping"] * 2


def test_a_round_without_an_id_is_refused(tmp_path: Path) -> None:
    """Two sheets would be one round, and the second would take the first one's place."""
    nameless = {name: value for name, value in ROUND.items() if name != "id"}
    survey = {"student": "Your ID", "adults_question": QUESTION}
    reading = read(tmp_path / "a", SHEET, survey, round=nameless)
    assert [(fault.rule, "[round] id" in fault.message) for fault in reading.faults] == [
        ("mapping", True)
    ]
    assert not reading.tables.given


def test_a_workbook_of_a_form_is_read_too(tmp_path: Path) -> None:
    """Its first sheet, whatever it is called."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Form Responses 1"
    for row in ([*SHEET[0].split(",")], [None, 1001, "Yes", None]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "form.xlsx")
    mapping = {"round": ROUND, "survey": {"student": "Your ID", "adults_question": QUESTION}}
    reading = read_tables(tmp_path / "form.xlsx", Choices(mapping=mapping))
    assert [(row.informant_id, row.unnamed_adults) for row in reading.tables.answers] == [
        ("1001", 1)
    ]


def test_who_names_themselves_is_not_their_own_support(tmp_path: Path) -> None:
    """It is left out with a note, the others stay; and it is no word for nobody."""
    lines = ["ID,Friends", '1001,"Ada, Ben"', "1002,Ben", "1003,Ada"]
    reading = read_sheet(tmp_path, lines, {"peers": "Friends"})
    assert reported(reading) == [("voice-peers", "1001", "1002"), ("voice-peers", "1003", "1001")]
    assert [row[2] for row in answered(reading)] == ["answered", "asked", "answered"]
    assert [(note.line, note.rule) for note in reading.warnings] == [(2, "self")]
    assert "lines 2 and 3" in reading.warnings[0].message


def test_a_match_to_an_id_that_nobody_has_is_one_fault(tmp_path: Path) -> None:
    """With its count, at the column where the name stands."""
    lines = ["ID,Who", "1001,Ms Ito", "1002,Ms Ito", "1003,Max Orr"]
    faults = read_sheet(
        tmp_path, lines, {"adults": "Who"}, {"Ms Ito": "t9", "Max Orr": "m1"}
    ).faults
    assert [fault[:4] for fault in faults] == [("answers.csv", 2, "Who", "nobody")]
    assert '"Ms Ito" is "t9", and nobody has that id' in faults[0].message
    assert "2 rows" in faults[0].message


def test_the_sheet_is_the_one_that_has_the_students_column(tmp_path: Path) -> None:
    """Among several; where two have it nobody can tell which, and a note names those that were not
    read.
    """
    survey = {"student": "ID", "adults": "Who"}
    mapping = {"round": {**ROUND}, "survey": survey, "people": {"matches": {"Ms Ito": "t1"}}}
    files = {"about": ["Title", "x"], "form": ["ID,Who", "1001,Ms Ito"]}
    reading = read_tables(write_files(tmp_path / "a", files), Choices(mapping=mapping))
    assert reading.faults == []
    assert [row.alter_id for row in reading.tables.reports] == ["t1"]
    assert [(note.rule, '"about"' in note.message) for note in reading.warnings] == [
        ("unknown-table", True)
    ]
    twice = read_tables(
        write_files(tmp_path / "b", {**files, "old": files["form"]}), Choices(mapping=mapping)
    )
    assert [fault.rule for fault in twice.faults] == ["duplicate-table"]


def test_a_nameless_column_is_nobodys(tmp_path: Path) -> None:
    """It is not taken for the day where the mapping names none, and a note tells of it."""
    reading = read_sheet(tmp_path, [",ID,Who", "7,1001,Max Orr"], {"adults": "Who"})
    assert [row.answered_on for row in reading.tables.answers] == [None]
    assert [
        (note.rule, "column 1, which has no name" in note.message) for note in reading.warnings
    ] == [("unknown-column", True)]
