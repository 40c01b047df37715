"""Survey sheets and what is read of them, for the tests of all that reads them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from analysis.rule import Rule
from graph_service.formats.directory import Directory, Listed
from graph_service.formats.tables import Reading, read_tables
from graph_service.formats.translation import Choices
from graph_service.records.tables import AdultRow, StudentRow
from graph_service.workflows.demo.demo_figures import preview_figures
from tests.formats.files import write_files

OPENED = date(2026, 11, 2)
ROUND: Mapping[str, Any] = {"id": "voice", "school": "Oak School", "opened_on": OPENED}
STUDENTS = ("1001", "1002", "1003", "1004")
ROSTER = Directory(
    (
        Listed("t1", "Tia Reed", "tia@x.test"),
        Listed("m1", "Max Orr"),
        *(Listed(id, f"Student {id}", is_student=True) for id in STUDENTS),
    )
)
MATCHES = {"Tia Reed": "t1", "Max Orr": "m1", "Ada": "1001", "Ben": "1002"}


def read_sheet(
    folder: Path,
    lines: Sequence[str],
    survey: Mapping[str, Any],
    matches: Mapping[str, str] = MATCHES,
    of_round: Mapping[str, Any] = ROUND,
    **choices: Any,
) -> Reading:
    """The reading of one sheet, whose students' column is ID unless ``survey`` says otherwise."""
    file = (
        write_files(folder / f"{len(list(folder.iterdir()))}", {"answers": lines}) / "answers.csv"
    )
    mapping = {
        "round": of_round,
        "survey": {"student": "ID", **survey},
        "people": {"matches": matches},
    }
    return read_tables(
        file, Choices(mapping=mapping, directory=ROSTER, today=date(2026, 11, 30), **choices)
    )


def states(reading: Reading) -> dict[str, int]:
    """How many of the four students are in which state on the adults' side, no teacher being on the
    roster.
    """
    assert reading.faults == []
    students = [StudentRow(9, id, id, "Oak School") for id in STUDENTS]
    adults = [AdultRow(9, id, id, "staff") for id in ("t1", "m1")]
    tables = replace(reading.tables, students=students, adults=adults)
    adult, _ = preview_figures(tables, Rule(), date(2026, 11, 30))
    return {
        name: getattr(adult, name)
        for name in ("supported", "thin", "isolated", "unknown")
        if getattr(adult, name)
    }


def answered(reading: Reading) -> list[tuple[str, str, str, int]]:
    """Round, student, status and how many without a name, of each answer."""
    assert reading.faults == []
    return sorted(
        (row.round_id, row.informant_id, row.status, row.unnamed_adults + row.unnamed_peers)
        for row in reading.tables.answers
    )


def reported(reading: Reading) -> list[tuple[str, str, str]]:
    """Round, student and whom they named, of each report."""
    return sorted((row.round_id, row.student_id, row.alter_id) for row in reading.tables.reports)


def notes(reading: Reading) -> list[tuple[int | None, str]]:
    """Line and rule of each note."""
    return [(note.line, note.rule) for note in reading.warnings]
