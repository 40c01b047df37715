"""Which rows of a survey sheet are answers: headers, rows of nobody, rows not sent off, a student's
several rows.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.formats.sheets_of_answers import answered, notes, read_sheet, reported, states

ADULTS = {"adults": ["Who"], "day": "When"}
IMPORT_ID = '"{""ImportId"":""QID1""}"'


def test_the_further_headers_of_qualtrics_are_left_out_with_a_note(tmp_path: Path) -> None:
    """The questions in words and the program's own ids; also where only the ids stand there."""
    ids = f"{IMPORT_ID},{IMPORT_ID},{IMPORT_ID}"
    lines = [
        "ID,When,Who",
        "Your number?,End Date,Who is there?",
        ids,
        "1001,2026-11-03 10:00:00,Max Orr",
    ]
    for sheet, line in ((lines, 2), ([lines[0], ids, lines[3]], 2)):
        reading = read_sheet(tmp_path, sheet, ADULTS)
        assert reported(reading) == [("voice-adults", "1001", "m1")]
        assert notes(reading) == [(line, "header-rows")]


def test_a_row_that_says_what_the_columns_are_called_is_a_header(tmp_path: Path) -> None:
    """The older export of Qualtrics has it without the ids."""
    lines = [
        "ID,EndDate,Who",
        "Your number?,End Date,Who is there?",
        "1001,2026-11-03 10:00:00,Max Orr",
    ]
    reading = read_sheet(tmp_path, lines, {"adults": ["Who"], "day": "EndDate"})
    assert reported(reading) == [("voice-adults", "1001", "m1")]
    assert notes(reading) == [(2, "header-rows")]


def test_a_row_of_nobody_is_left_out_with_one_note(tmp_path: Path) -> None:
    """Every other row counts. Where no row says who answered, that is one fault."""
    lines = ["ID,When,Who", ",2026-11-03,Max Orr", "1001,2026-11-03,Max Orr", ",2026-11-03,nobody"]
    reading = read_sheet(tmp_path, lines, ADULTS)
    assert answered(reading) == [("voice-adults", "1001", "answered", 0)]
    assert [note[1:4] for note in reading.warnings] == [(2, "ID", "blank-student")]
    assert "lines 2 and 4" in reading.warnings[0].message
    faults = read_sheet(tmp_path, [lines[0], lines[1], lines[3]], ADULTS).faults
    assert [fault[1:4] for fault in faults] == [(2, "ID", "required")]


@pytest.mark.parametrize(
    ("column", "sent", "unsent", "survey"),
    [
        ("Finished", "True", "False", {}),
        ("Finished", "1", "0", {}),
        ("submitdate", "2026-11-03 10:00:00", "", {}),
        ("Date submitted", "3/11/2026 10:00", "", {}),
        ("Datum Abgeschickt", "2026-11-03 10:00:00", "", {}),
        ("Fecha de envio", "2026-11-03 10:00:00", "", {}),
        ("submitdate. Date submitted", "2026-11-03 10:00:00", "", {}),
        ("form_complete", "2", "0", {"finished": "form_complete"}),
        ("Response Type", "completed", "partial", {"finished": "response type"}),
    ],
)
def test_what_was_not_sent_off_is_asked_and_not_answered(
    tmp_path: Path, column: str, sent: str, unsent: str, survey: dict[str, str]
) -> None:
    """By the column that the mapping names, or the one of Qualtrics and LimeSurvey; a note says
    which rows.
    """
    lines = [
        f"ID,When,Who,{column}",
        f"1001,2026-11-03,Max Orr,{sent}",
        f"1002,2026-11-03,nobody,{unsent}",
    ]
    reading = read_sheet(tmp_path, lines, {**ADULTS, **survey})
    assert answered(reading) == [
        ("voice-adults", "1001", "answered", 0),
        ("voice-adults", "1002", "asked", 0),
    ]
    assert notes(reading) == [(3, "unfinished")]
    off = read_sheet(tmp_path, lines, {**ADULTS, "finished": ""})
    assert [row[2] for row in answered(off)] == ["answered", "answered"]


@pytest.mark.parametrize(
    ("column", "answer", "preview"),
    [
        ("Status", "IP Address", "Survey Preview"),
        ("Status", "IP Address", "Spam"),
        ("Response Type", "IP Address", "Survey Test"),
        ("Status", "Imported", "Imported Spam"),
        ("DistributionChannel", "anonymous", "preview"),
    ],
)
def test_a_row_that_only_tried_the_survey_out_is_nobodys_answer(
    tmp_path: Path, column: str, answer: str, preview: str
) -> None:
    """It is left out with a note, beside the student's own answer too, and would else show who is
    missing.
    """
    rows = [
        f"1001,2026-11-03,Max Orr,{answer}",
        f"1001,2026-11-04,nobody,{preview}",
        f"1002,2026-11-04,,{preview}",
    ]
    reading = read_sheet(tmp_path, [f"ID,When,Who,{column}", *rows], ADULTS)
    assert answered(reading) == [("voice-adults", "1001", "answered", 0)]
    assert reported(reading) == [("voice-adults", "1001", "m1")]
    assert notes(reading) == [(3, "preview")]


def test_the_same_is_told_by_qualtrics_numbers_beside_its_own_columns_alone(tmp_path: Path) -> None:
    """Status 1 and 8 are a preview and spam; in another program's sheet a status of 1 may be
    anything.
    """
    rows = [
        f"100{place},2026-11-03,nobody,{status},1,R_1"
        for place, status in enumerate((0, 1, 8, 16), 1)
    ]
    reading = read_sheet(
        tmp_path, ["ID,RecordedDate,Who,Status,Finished,ResponseId", *rows], {"adults": ["Who"]}
    )
    assert [row[1] for row in answered(reading)] == ["1001", "1004"]
    assert "lines 3 and 4" in reading.warnings[0].message
    other = read_sheet(tmp_path, ["ID,When,Who,Status,Finished,Key", *rows], ADULTS)
    assert len(answered(other)) == len(rows)


def test_whom_an_answer_names_that_was_not_sent_off_was_named_on_that_day(tmp_path: Path) -> None:
    """As in an unfinished interview: it was said, and shows nothing of others."""
    reading = read_sheet(
        tmp_path, ["ID,When,Who,Finished", "1001,2026-11-03,Max Orr; Ms Ito,False"], ADULTS
    )
    assert answered(reading) == [("voice-adults", "1001", "asked", 0)]
    assert [(row.alter_id, row.reported_on) for row in reading.tables.reports] == [
        ("m1", date(2026, 11, 3))
    ]
    assert states(reading) == {"unknown": 4}


def test_a_student_whom_nobody_knows_is_one_fault(tmp_path: Path) -> None:
    """At the line and column of the sheet, where the roster is known."""
    faults = read_sheet(
        tmp_path, ["ID,When,Who", "1001,,Max Orr", "9999,,Max Orr", "9999,,nobody"], ADULTS
    ).faults
    assert [fault[:4] for fault in faults] == [("answers.csv", 3, "ID", "nobody")]


def test_a_column_without_any_student_is_one_fault(tmp_path: Path) -> None:
    """It is the wrong one, and not thirty slips."""
    lines = ["ID,When,Who", *(f"row {place},2026-11-03,Max Orr" for place in range(30))]
    faults = read_sheet(tmp_path, lines, ADULTS).faults
    assert [fault[:4] for fault in faults] == [("answers.csv", 2, "ID", "nobody")]
    assert "None of the 30 texts" in faults[0].message
    assert "[survey] student" in faults[0].message


def test_a_column_that_only_is_called_finished_says_nothing(tmp_path: Path) -> None:
    """Unless the mapping names it: then what it holds is a fault."""
    lines = [
        "ID,When,Who,Finished",
        "1001,2026-11-03,nobody,my homework",
        "1002,2026-11-03,nobody,no",
    ]
    assert [row[2] for row in answered(read_sheet(tmp_path, lines, ADULTS))] == [
        "answered",
        "answered",
    ]
    faults = read_sheet(tmp_path, lines, {**ADULTS, "finished": "Finished"}).faults
    assert [fault[1:4] for fault in faults] == [(2, "Finished", "choice")]


TWICE = [
    "ID,When,Who",
    "1001,2026-11-04 9:00 AM,Max Orr; Tia Reed",
    "1001,2026-11-03 9:00 PM,Max Orr",
    "1002,2026-11-03,nobody",
]


@pytest.mark.parametrize(
    ("survey", "people"),
    [({}, ["m1", "t1"]), ({"twice": "last row"}, ["m1"]), ({"twice": "first row"}, ["m1", "t1"])],
)
def test_of_a_students_several_rows_one_counts(
    tmp_path: Path, survey: dict[str, Any], people: list[str]
) -> None:
    """The latest by day and time, whatever the order of the rows, unless the mapping says another;
    a note names the others.
    """
    reading = read_sheet(tmp_path, TWICE, {**ADULTS, **survey})
    assert [row[1] for row in answered(reading)] == ["1001", "1002"]
    assert [alter for _, _, alter in reported(reading)] == people
    assert [rule for _, rule in notes(reading)] == ["twice"]


def test_several_rows_are_one_fault_where_the_mapping_says_so_or_no_day_tells(
    tmp_path: Path,
) -> None:
    """With the lines and the setting; rows that say the same are no question."""
    assert [
        fault[1:4] for fault in read_sheet(tmp_path, TWICE, {**ADULTS, "twice": "refuse"}).faults
    ] == [(3, "ID", "duplicate")]
    bare = [
        "ID,When,Who",
        "1001,2026-11-03,Max Orr",
        "1001,2026-11-03,Tia Reed",
        "1002,,nobody",
        "1002,,Max Orr",
    ]
    faults = read_sheet(tmp_path, bare, ADULTS).faults
    assert [fault[1:4] for fault in faults] == [(3, "ID", "duplicate")]
    assert "(lines 2 and 3; lines 4 and 5)" in faults[0].message
    assert 'twice = "last row"' in faults[0].message
    half = ["ID,When,Who", "1001,2026-11-03 10:00,Max Orr", "1001,2026-11-03,Tia Reed"]
    assert [fault.rule for fault in read_sheet(tmp_path, half, ADULTS).faults] == ["duplicate"]
    same = ["ID,When,Who", "1001,2026-11-03,Max Orr", "1001,2026-11-03,Max Orr"]
    assert reported(read_sheet(tmp_path, same, ADULTS)) == [("voice-adults", "1001", "m1")]


def test_an_empty_or_unsent_row_takes_no_answers_place(tmp_path: Path) -> None:
    """Though it is the later one."""
    lines = [
        "ID,When,Who,Finished",
        "1001,2026-11-03,Max Orr,True",
        "1001,2026-11-04,,True",
        "1001,2026-11-05,nobody,False",
    ]
    reading = read_sheet(tmp_path, lines, ADULTS)
    assert answered(reading) == [("voice-adults", "1001", "answered", 0)]
    assert notes(reading) == [(3, "twice")]


def test_a_student_known_by_an_address_and_by_an_id_is_one(tmp_path: Path) -> None:
    """By whatever of these a row tells them."""
    lines = ["ID,When,Who", "Ada,2026-11-03,Max Orr", "1001,2026-11-04,Tia Reed"]
    assert reported(read_sheet(tmp_path, lines, ADULTS)) == [("voice-adults", "1001", "t1")]


def test_a_row_without_a_day_is_not_silently_sent_off(tmp_path: Path) -> None:
    """Where no column says it, the student is asked; a setting says that all were."""
    lines = ["ID,When,Who", "1001,2026-11-03,Max Orr", "1002,,nobody", "1003,,Max Orr"]
    reading = read_sheet(tmp_path, lines, ADULTS)
    told = [row[1:3] for row in answered(reading)]
    assert told == [("1001", "answered"), ("1002", "asked"), ("1003", "asked")]
    assert notes(reading) == [(3, "unfinished")]
    assert "lines 3 and 4" in reading.warnings[0].message
    off = read_sheet(tmp_path, lines, {**ADULTS, "finished": ""})
    assert [row[2] for row in answered(off)] == ["answered"] * 3
    dayless = read_sheet(tmp_path, ["ID,Who", "1001,nobody"], {"adults": ["Who"]})
    assert [row[2] for row in answered(dayless)] == ["answered"]


@pytest.mark.parametrize("word", ["validation_status_{}", "{}"])
def test_the_review_of_kobo_is_heard(tmp_path: Path, word: str) -> None:
    """Not approved is nobody's answer, on hold is asked; an unknown word is a fault."""
    lines = ["ID,When,Who,_validation_status"]
    for id, review in (("1001", "approved"), ("1002", "on_hold"), ("1003", "not_approved")):
        lines.append(f"{id},2026-11-03,nobody,{word.format(review)}")
    lines.append("1004,2026-11-03,nobody,")
    reading = read_sheet(tmp_path, lines, ADULTS)
    assert [row[1:3] for row in answered(reading)] == [
        ("1001", "answered"), ("1002", "asked"), ("1004", "answered"),
    ]  # fmt: skip
    assert sorted(notes(reading)) == [(3, "unfinished"), (4, "not-approved")]
    lines[-1] += "perhaps"
    faults = read_sheet(tmp_path, lines, ADULTS).faults
    assert [fault[1:4] for fault in faults] == [(5, "_validation_status", "choice")]


def test_a_column_of_kobos_review_may_be_a_question(tmp_path: Path) -> None:
    """Where the mapping asks about it, it is one."""
    lines = ["ID,When,_validation_status", "1001,2026-11-03,Max Orr"]
    reading = read_sheet(tmp_path, lines, {"adults": ["_validation_status"], "day": "When"})
    assert reported(reading) == [("voice-adults", "1001", "m1")]
