"""Faults that show only across rows."""

from datetime import date

import pytest

from graph_service.errors import Fault
from graph_service.formats.checks import check_portions, fill_answers
from graph_service.records.tables import (
    AdultRow,
    AnswerRow,
    ContactRow,
    ReportRow,
    RoundRow,
    StudentRow,
    Tables,
    TieRow,
)
from tests.formats.whole import check_tables

DAY = date(2025, 1, 1)


def school(**rows: list[object]) -> Tables:
    """Two students, two adults and a round, with further rows."""
    tables = Tables(
        students=[StudentRow(2, "S1", "A", "Met"), StudentRow(3, "S2", "B", "Met")],
        adults=[AdultRow(2, "A1", "C", "staff"), AdultRow(3, "A2", "D", "family")],
        rounds=[RoundRow(2, "R1", "Met", "student_voice", "both", DAY)],
    )
    for name, further in rows.items():
        getattr(tables, name).extend(further)
    return tables


def faults(tables: Tables) -> list[tuple[str, int | None, str | None, str]]:
    """File, line, column and rule of each fault, with nobody known to the database."""
    return [fault[:4] for fault in check_tables(tables, set(), set(), set())]


def test_rows_that_fit_have_no_fault() -> None:
    """Both directions of evidence, an adult's answer about nobody, and the same pair in two roles
    are fine.
    """
    tables = school(
        ties=[
            TieRow(2, "S1", "A1", "advisor"),
            TieRow(3, "S1", "A1", "family"),
            TieRow(4, "S1", "S2", "peer"),
        ],
        answers=[
            AnswerRow(2, "R1", "S1", None, "answered"),
            AnswerRow(3, "R1", "A1", None, "asked"),
        ],
        reports=[
            ReportRow(2, "R1", "S1", "S2", "S1", "none"),
            ReportRow(3, "R1", "S1", "S2", "A1", "none"),
        ],
        contacts=[
            ContactRow(2, "S1", "A1", DAY, "meeting"),
            ContactRow(3, "S1", "A1", DAY, "message"),
        ],
    )
    assert faults(tables) == []


def test_an_id_is_unique_over_students_and_adults_together() -> None:
    """Within a table, across the two, and against the database."""
    tables = school(
        students=[StudentRow(4, "S1", "X", "Met")], adults=[AdultRow(4, "S2", "Y", "staff")]
    )
    assert faults(tables) == [
        ("students.csv", 4, "id", "duplicate"),
        ("adults.csv", 4, "id", "duplicate"),
    ]
    found = check_tables(school(), {"A1"}, {"S1", "A2"}, set())
    assert [fault[:4] for fault in found] == [
        ("adults.csv", 2, "id", "duplicate"),
        ("students.csv", 2, "id", "duplicate"),
    ]


def test_a_second_row_with_the_same_key_names_the_first() -> None:
    """Each table has its key, and a pair of peers is the same in either order."""
    tables = school(
        rounds=[RoundRow(5, "R1", "Met", "conversation", "both", DAY)],
        ties=[
            TieRow(2, "S1", "S2", "peer"),
            TieRow(9, "S2", "S1", "peer"),
            TieRow(10, "S1", "S2", "peer", DAY),
        ],
        answers=[
            AnswerRow(2, "R1", "S1", "S1", "asked"),
            AnswerRow(3, "R1", "S1", None, "answered"),
        ],
        reports=[
            ReportRow(2, "R1", "S1", "A1", "S1", "none"),
            ReportRow(3, "R1", "S1", "A1", "S1", "neutral"),
        ],
        contacts=[
            ContactRow(2, "S1", "A1", DAY, "meeting"),
            ContactRow(3, "S1", "A1", DAY, "meeting", "Z"),
        ],
    )
    assert faults(tables) == [
        ("ties.csv", 9, "alter_id", "duplicate"),
        ("rounds.csv", 5, "id", "duplicate"),
        ("answers.csv", 3, "student_id", "duplicate"),
        ("reports.csv", 3, "informant_id", "duplicate"),
        ("contacts.csv", 3, "adult_id", "duplicate"),
    ]
    assert "as line 2" in check_tables(tables, set(), set(), set())[0].message


def test_ids_that_nobody_has_are_refused() -> None:
    """Every reference of every table is looked up, once a row."""
    tables = school(
        ties=[TieRow(2, "S9", "A9", "advisor")],
        answers=[AnswerRow(2, "R9", "X", None, "asked"), AnswerRow(3, "R1", "A1", "S9", "asked")],
        reports=[
            ReportRow(2, "R9", "S9", "A9", "X", "none"),
            ReportRow(3, "R1", "S9", "A1", "S9", "none"),
        ],
        contacts=[ContactRow(2, "S9", "A9", DAY, "meeting")],
    )
    assert faults(tables) == [
        ("ties.csv", 2, "student_id", "nobody"),
        ("ties.csv", 2, "alter_id", "nobody"),
        ("answers.csv", 2, "round_id", "nobody"),
        ("answers.csv", 2, "informant_id", "nobody"),
        ("answers.csv", 3, "student_id", "nobody"),
        ("reports.csv", 2, "round_id", "nobody"),
        ("reports.csv", 2, "student_id", "nobody"),
        ("reports.csv", 2, "alter_id", "nobody"),
        ("reports.csv", 2, "informant_id", "nobody"),
        ("reports.csv", 3, "student_id", "nobody"),
        ("contacts.csv", 2, "student_id", "nobody"),
        ("contacts.csv", 2, "adult_id", "nobody"),
    ]


def test_a_table_that_is_missing_is_one_fault() -> None:
    """However many rows refer to it; what is wrong besides is told too."""
    tables = Tables(
        adults=[AdultRow(2, "A1", "C", "staff")],
        ties=[TieRow(line, f"S{line}", "A1", "advisor") for line in range(2, 9)],
        contacts=[ContactRow(2, "S2", "A9", DAY, "meeting")],
        given={"adults", "ties", "contacts"},
    )
    assert faults(tables) == [
        ("contacts.csv", 2, "adult_id", "nobody"),
        ("students.csv", None, None, "missing-table"),
    ]
    told = check_tables(tables, set(), set(), set())[-1].message
    assert "8 times (first in ties.csv, line 2)" in told
    assert check_tables(tables, {"S2"}, {"A9"}, set())[0].rule == "nobody"


def test_a_roster_that_is_missing_is_told_at_the_file_of_answers() -> None:
    """It names no file of a table that nobody sent; the school of the mapping may be misspelt."""
    tables = Tables(
        rounds=[RoundRow(2, "R1", "Met", "student_voice", "adults", DAY)],
        answers=[AnswerRow(line, "R1", f"S{line}", f"S{line}", "answered") for line in range(2, 9)],
        given={"rounds", "answers"},
    )
    files = {"rounds": "form.csv", "answers": "form.csv"}
    found = check_portions(tables, [tables], set(), set(), set(), files=files)
    assert [fault[:4] for fault in found] == [("form.csv", 2, None, "missing-table")]
    assert "correct the name of the school" in found[0].message


def test_the_database_may_know_whom_the_tables_do_not_hold() -> None:
    """References to known people and rounds are fine."""
    tables = Tables(
        ties=[TieRow(2, "S1", "A1", "advisor")],
        answers=[AnswerRow(2, "R1", "S1", None, "asked")],
        contacts=[ContactRow(2, "S1", "A1", DAY, "meeting")],
    )
    assert check_tables(tables, {"S1"}, {"A1"}, {"R1"}) == []


@pytest.mark.parametrize(
    ("tie", "place"),
    [
        (TieRow(2, "S1", "S1", "peer"), ("alter_id", "self")),
        (TieRow(2, "S1", "S2", "mentor"), ("role", "role")),
        (TieRow(2, "S1", "A1", "peer"), ("role", "role")),
        (TieRow(2, "A1", "A2", "mentor"), ("student_id", "student")),
        (TieRow(2, "A1", "A1", "mentor"), ("student_id", "student")),
    ],
)
def test_a_role_fits_its_two_ends(tie: TieRow, place: tuple[str, str]) -> None:
    """A tie is a student's, to somebody else, who is an adult unless the role is peer: one fault a
    row.
    """
    assert faults(school(ties=[tie])) == [("ties.csv", 2, *place)]


def test_people_are_what_their_column_says() -> None:
    """Students stand where a student belongs, adults where an adult does, and nobody reports on
    themselves as alter.
    """
    tables = school(
        answers=[AnswerRow(2, "R1", "S1", "A1", "asked")],
        reports=[
            ReportRow(2, "R1", "A1", "S1", "A1", "none"),
            ReportRow(3, "R1", "S1", "S1", "A1", "none"),
        ],
        contacts=[ContactRow(2, "A1", "S1", DAY, "meeting")],
    )
    assert faults(tables) == [
        ("answers.csv", 2, "student_id", "student"),
        ("reports.csv", 2, "student_id", "student"),
        ("reports.csv", 3, "alter_id", "self"),
        ("contacts.csv", 2, "student_id", "student"),
        ("contacts.csv", 2, "adult_id", "adult"),
    ]


def test_files_are_named_as_they_were_read() -> None:
    """A workbook's sheet stands in the fault, and a table not wholly read excuses references to
    it.
    """
    tables = school(contacts=[ContactRow(2, "S1", "A9", DAY, "meeting")])
    found = check_tables(
        tables, set(), set(), set(), files={"contacts": "met.xlsx, sheet contacts"}
    )
    assert found == [
        Fault(
            "met.xlsx, sheet contacts",
            2,
            "adult_id",
            "nobody",
            'No adult has the id "A9"; correct it, or add it to adults.',
        )
    ]
    assert check_tables(tables, set(), set(), set(), unread={"adults"}) == []


def test_a_known_students_blank_answer_is_filled_in_and_the_input_left_alone() -> None:
    """Students of the file and of the database alike; adults stay without a student."""
    tables = school(answers=[AnswerRow(2, "R1", who, None, "asked") for who in ("S1", "K1", "A1")])
    filled = fill_answers(tables, {"K1"})
    assert [row.student_id for row in filled.answers] == ["S1", "K1", None]
    assert [row.student_id for row in tables.answers] == [None, None, None]
