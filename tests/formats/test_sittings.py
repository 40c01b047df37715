"""Which interview of a student stands, and whether it is an answer."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from graph_service.formats.directory import Directory, Listed
from graph_service.formats.tables import Reading, read_tables
from graph_service.formats.translation import Choices
from tests.formats.files import read_files

ROSTER = Directory(
    (
        Listed("1001", "Ada", "ada@school.test", is_student=True),
        *(Listed(id, id, is_student=True) for id in ("1002", "1003")),
        Listed("t1", "Emi Ito"),
    )
)
ROUND: Mapping[str, Any] = {
    "id": "webs",
    "school": "Harbor High",
    "asks": "both",
    "opened_on": "2026-10-01",
}
PEOPLE: Mapping[str, Any] = {
    "name": "name",
    "means": "supportive",
    "kind": "staff",
    "matches": {"Ms Ito": "t1"},
}
START = "2026-10-03T08:00:00.000Z"
END = "2026-10-03T08:40:00.000Z"
LATER = "2026-10-05T08:00:00.000Z"
NODES = "nodeID,networkCanvasEgoUUID,networkCanvasUUID,name"


def canvas(folder: Path, header: str, *egos: str, **round_says: Any) -> Reading:
    """The reading of interviews of one case each: the further columns of each ego and their cells.
    Each named Ms Ito and Coach.
    """
    files: dict[str, Sequence[str]] = {}
    for place, cells in enumerate(egos, 1):
        files[f"c{place}_ego"] = [
            f"networkCanvasEgoUUID,networkCanvasCaseID,{header}",
            f"e{place},{cells}",
        ]
        files[f"c{place}_attributeList_Person"] = [
            NODES,
            f"1,e{place},a1,Ms Ito",
            f"2,e{place},a2,Coach",
        ]
    return read_files(folder / "nc", files, ROSTER, round={**ROUND, **round_says}, people=PEOPLE)


@pytest.mark.parametrize(
    ("header", "cells", "status"),
    [
        ("sessionStart,sessionFinish", f"{START},{END}", "answered"),
        ("sessionStart,sessionFinish", f"{START},", "asked"),
        ("sessionStart,sessionFinish", f"{START},NA", "asked"),
        ("sessionStart,sessionFinish,networkCanvasFinishOutcome", f"{START},{END},NA", "answered"),
        (
            "sessionStart,sessionFinish,networkCanvasFinishOutcome",
            f"{START},{END},completed",
            "answered",
        ),
        ("sessionStart,sessionFinish,networkCanvasFinishOutcome", f"{START},{END},", "answered"),
        (
            "sessionStart,sessionFinish,networkCanvasFinishOutcome",
            f"{START},{END},abandoned",
            "asked",
        ),
        ("sessionStart,sessionFinish,networkCanvasFinishOutcome", f"{START},,completed", "asked"),
        ("sessionStart,networkCanvasFinishOutcome", f"{START},Completed", "answered"),
        ("sessionStart", START, "asked"),
    ],
)
def test_an_interview_is_an_answer_once_it_is_finished(
    tmp_path: Path, header: str, cells: str, status: str
) -> None:
    """Broken off, the student was asked; what they said until then was said on that day. It is
    told.
    """
    reading = canvas(tmp_path, header, f"1001,{cells}")
    assert reading.faults == []
    (answer,) = reading.tables.answers
    assert (answer.status, answer.unnamed_adults) == (status, 1 if status == "answered" else 0)
    assert (answer.answered_on is None) is (status == "asked")
    (report,) = reading.tables.reports
    assert (report.alter_id, str(report.reported_on)) == (
        "t1",
        "None" if status == "answered" else "2026-10-03",
    )
    assert [note[:4] for note in reading.warnings] == (
        [] if status == "answered" else [("c1_ego.csv", 2, None, "finished")]
    )


def test_unfinished_interviews_are_one_note_with_their_count(tmp_path: Path) -> None:
    """However many there are."""
    reading = canvas(tmp_path, "sessionFinish", "1001,", "1002,", f"1003,{END}")
    assert [row.status for row in reading.tables.answers] == ["asked", "asked", "answered"]
    (note,) = reading.warnings
    assert note.message.endswith("It is so in 2 rows.")


def test_a_person_may_say_that_all_were_finished_where_no_file_does(tmp_path: Path) -> None:
    """It does not outweigh a file that says otherwise."""
    assert (
        canvas(tmp_path / "a", "sessionStart", f"1001,{START}", finished=True)
        .tables.answers[0]
        .status
        == "answered"
    )
    assert (
        canvas(tmp_path / "b", "sessionFinish", "1001,", finished=True).tables.answers[0].status
        == "asked"
    )


@pytest.mark.parametrize(
    ("word", "status"),
    [("yes", "answered"), ("1", "answered"), ("2026-10-03 08:40", "answered"), ("", "asked"),
    ("No", "asked"),
     ("In Progress", "asked"), ("fertig", "answered"), ("offen", "asked")],
)  # fmt: skip
def test_a_column_of_the_mapping_says_who_came_to_the_end(
    tmp_path: Path, word: str, status: str
) -> None:
    """In words that are usual, or that the mapping explains."""
    files = {
        "egos": ["egoID,end", f"1001,{word}"],
        "alters": ["egoID,alterID,name", "1001,1,Coach"],
    }
    people = {**PEOPLE, "finished": "End", "finishes": {"fertig": True, "offen": False}}
    reading = read_files(tmp_path / "egor", files, ROSTER, round=ROUND, people=people)
    assert (reading.faults, [row.status for row in reading.tables.answers]) == ([], [status])


def test_a_word_that_says_neither_is_a_fault_in_its_cell(tmp_path: Path) -> None:
    """Nothing is guessed."""
    files = {
        "egos": ["egoID,End", "1001,quit at 3"],
        "alters": ["egoID,alterID,name", "1001,1,Coach"],
    }
    reading = read_files(
        tmp_path / "egor", files, ROSTER, round=ROUND, people={**PEOPLE, "finished": "End"}
    )
    assert [fault[:4] for fault in reading.faults] == [("egos.csv", 2, "End", "choice")]


def test_a_case_interviewed_twice_is_one_fault_at_the_second(tmp_path: Path) -> None:
    """In its own file, by the column there; it names the first one's file and the setting. The same
    student by two texts is one.
    """
    reading = canvas(
        tmp_path,
        "sessionStart,sessionFinish",
        f"1001,{START},{END}",
        f"Ada@school.test,{LATER},{LATER}",
        f"1003,{START},{END}",
    )
    (fault,) = reading.faults
    assert fault[:4] == ("c2_ego.csv", 2, "networkCanvasCaseID", "duplicate")
    assert "first in c1_ego.csv, line 2" in fault.message
    assert 'twice = "latest"' in fault.message


@pytest.mark.parametrize(
    ("egos", "stands"),
    [
        ((f"1001,{START},{END}", f"1001,{LATER},{LATER}"), "2026-10-05"),
        ((f"1001,{LATER},{LATER}", f"1001,{START},{END}"), "2026-10-05"),
        ((f"1001,{LATER},", f"1001,{START},{END}"), "2026-10-03"),
    ],
)  # fmt: skip
def test_the_latest_finished_interview_stands_if_the_mapping_says_so(
    tmp_path: Path, egos: Sequence[str], stands: str
) -> None:
    """The others are left out with all that was said in them, and a note says how many."""
    reading = canvas(tmp_path, "sessionStart,sessionFinish", *egos, twice="latest")
    assert reading.faults == []
    assert [(row.status, str(row.answered_on)) for row in reading.tables.answers] == [
        ("answered", stands)
    ]
    assert len(reading.tables.reports) == 1
    (note,) = [note for note in reading.warnings if note.rule == "twice"]
    assert note.message.startswith("Left out")


@pytest.mark.parametrize(
    ("start", "day"),
    [("2026-10-04T02:30:00.000Z", "2026-10-03"), ("2026-10-04 2:30 PM", "2026-10-04")],
)
def test_the_day_of_an_interview_is_that_of_the_school(
    tmp_path: Path, start: str, day: str
) -> None:
    """The export's clock is nobody's; a time without a zone is the school's."""
    folder = tmp_path / "nc"
    canvas(tmp_path, "sessionStart,sessionFinish", f"1001,{start},{END}")
    mapping = {"round": ROUND, "people": PEOPLE}
    reading = read_tables(
        folder, Choices(mapping=mapping, directory=ROSTER, zone=ZoneInfo("America/Chicago"))
    )
    assert [str(row.answered_on) for row in reading.tables.answers] == [day]


def test_a_finished_interview_stands_before_an_unfinished_one_of_any_day(tmp_path: Path) -> None:
    """Also where the files have no days."""
    reading = canvas(tmp_path, "sessionFinish", f"1001,{END}", "1001,", twice="latest")
    assert (reading.faults, [row.status for row in reading.tables.answers]) == ([], ["answered"])


def test_which_is_the_latest_is_not_guessed(tmp_path: Path) -> None:
    """The same session twice, as where a folder holds a merged export and the single ones, has no
    later one.
    """
    reading = canvas(
        tmp_path, "sessionStart,sessionFinish", *[f"1001,{START},{END}"] * 2, twice="latest"
    )
    (fault,) = reading.faults
    assert fault[:4] == ("c2_ego.csv", 2, "networkCanvasCaseID", "duplicate")
    assert "nothing tells which of them is the latest" in fault.message


def test_an_interview_of_nobody_is_a_fault_once(tmp_path: Path) -> None:
    """At the column where it is to be said."""
    (fault,) = canvas(tmp_path, "sessionFinish", f",{END}", f",{END}").faults
    assert fault[:4] == ("c1_ego.csv", 2, "networkCanvasCaseID", "required")


def test_an_interview_of_somebody_who_is_no_student_is_one_fault(tmp_path: Path) -> None:
    """In their own file; not one more for each whom they named."""
    (fault,) = canvas(tmp_path, "sessionFinish", f"1001,{END}", f"99,{END}").faults
    assert fault[:4] == ("c2_ego.csv", 2, "networkCanvasCaseID", "nobody")
