"""A column an option, a plain question, and columns of names that hold something else."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from graph_service.formats.questions import head_of, options
from tests.formats.sheets_of_answers import answered, notes, read_sheet, reported, states

GRID = [
    "ID,Turn to [Tia Reed],Turn to [Max Orr]",
    "1001,Yes,Yes",
    "1002,No,No",
    "1003,,",
    "1004,No,",
]


@pytest.mark.parametrize(
    "survey",
    [{"adults_options": "Turn to"}, {"adults": ["Turn to [Tia Reed]", "Turn to [Max Orr]"]}],
)
def test_a_grid_of_yes_and_no_is_read_by_the_heads_of_its_columns(
    tmp_path: Path, survey: dict[str, Any]
) -> None:
    """Named as options, or as names where the heads are confirmed and the cells only yes and no,
    which a note says.

    A student who denied all has nobody; one who passed over some left it open; one who answered
    nothing was asked.
    """
    reading = read_sheet(tmp_path, GRID, survey)
    assert answered(reading) == [
        ("voice-adults", "1001", "answered", 0),
        ("voice-adults", "1002", "answered", 0),
        ("voice-adults", "1003", "asked", 0),
        ("voice-adults", "1004", "asked", 0),
        ("voice-adults-unnamed", "1004", "answered", 0),
    ]
    assert reported(reading) == [("voice-adults", "1001", "m1"), ("voice-adults", "1001", "t1")]
    assert states(reading) == {"supported": 1, "isolated": 1, "unknown": 2}
    assert notes(reading) == ([(1, "options")] if "adults" in survey else [])


@pytest.mark.parametrize(
    ("header", "stem", "tick"),
    [
        ("adults/t1,adults/m1", "adults", "1"),
        ("q1[t1],q1[m1]", "q1", "Y"),
        ("Q1_t1,Q1_m1", "Q1", "TRUE"),
        ("Who? [Tia Reed],Who? [Max Orr]", "Who?", "x"),
        ("Who? - tia reed,Who? - MAX ORR", "who?", "✓"),
        ("Tia Reed,Max Orr", ["Tia Reed", "Max Orr"], "Checked"),
        ("Q2_1 [Tia Reed],Q2_2 [Max Orr]", ["Q2_1 [Tia Reed]", "Q2_2 [Max Orr]"], "Tia Reed"),
    ],
)
def test_a_blank_beside_ticks_was_not_ticked(
    tmp_path: Path, header: str, stem: Any, tick: str
) -> None:
    """In the dress of KoBo, LimeSurvey, Google Forms and others: nowhere is there a *no*, so a
    blank is one.
    """
    reading = read_sheet(
        tmp_path, [f"ID,{header}", f"1001,{tick},", "1002,,"], {"adults_options": stem}
    )
    assert answered(reading) == [
        ("voice-adults", "1001", "answered", 0),
        ("voice-adults", "1002", "asked", 0),
    ]
    assert reported(reading) == [("voice-adults", "1001", "t1")]


def test_an_option_that_is_nobody_somebody_else_or_unclear(tmp_path: Path) -> None:
    """*None of these* is nobody; a head that nobody has confirmed is counted or left open."""
    lines = [
        "ID,A [Max Orr],A [None of these],A [Ms Ito],A [others]",
        "1001,,x,,",
        "1002,x,,x,",
        "1003,,,,x",
    ]
    reading = read_sheet(tmp_path, lines, {"adults_options": ["A"]})
    assert answered(reading) == [
        ("voice-adults", "1001", "answered", 0),
        ("voice-adults", "1002", "answered", 1),
        ("voice-adults", "1003", "asked", 0),
        ("voice-adults-unnamed", "1003", "answered", 0),
    ]
    assert states(reading) == {"isolated": 1, "unknown": 3}


@pytest.mark.parametrize(
    "lines",
    [
        ["ID,Somebody?", "1001,Yes", "1002,No", "1003,"],
        ["ID,Somebody?", "1001,1", "1002,0"],
        ["ID,Somebody?", "1001,x", "1002,"],
        ["ID,Somebody? [Gym],Other", "1001,No,", "1002,No,"],
    ],
)
def test_a_column_of_names_that_holds_only_yes_and_no_is_one_fault(
    tmp_path: Path, lines: Sequence[str]
) -> None:
    """Nobody can tell whether it asks for one person or for anybody; the settings are named."""
    survey = {"adults": lines[0].split(",")[1:]}
    faults = read_sheet(tmp_path, lines, survey).faults
    assert [fault[:4] for fault in faults] == [("answers.csv", 1, lines[0].split(",")[1], "truths")]
    assert "adults_options" in faults[0].message
    assert "adults_question" in faults[0].message


def test_ones_among_other_numbers_are_ids(tmp_path: Path) -> None:
    """A nomination of the person whose id is 1 is no tick."""
    lines = ["ID,friend1,friend2", "1001,1002,1", "1003,1001,1"]
    reading = read_sheet(tmp_path, lines, {"peers": ["friend1", "friend2"]}, {"1": "1004"})
    assert reported(reading)[:2] == [
        ("voice-peers", "1001", "1002"),
        ("voice-peers", "1001", "1004"),
    ]


def test_a_yes_among_names_leaves_the_side_open(tmp_path: Path) -> None:
    """It says that there is somebody, and neither who nor how many."""
    reading = read_sheet(
        tmp_path, ["ID,Who", "1001,Yes", "1002,Max Orr", "1003,no"], {"adults": "Who"}
    )
    assert states(reading) == {"unknown": 2, "thin": 1, "isolated": 1}
    assert notes(reading) == [(2, "unread")]


def test_what_is_neither_yes_nor_no_is_one_fault_with_its_count(tmp_path: Path) -> None:
    """By the column's own name, at the first line."""
    lines = [
        "ID,Is there anybody?,B [Tia Reed]",
        "1001,Maybe,Often",
        "1002,Maybe,Never",
        "1003,Sometimes,No",
    ]
    survey = {"adults_question": "is there anybody?", "peers_options": "B"}
    faults = read_sheet(tmp_path, lines, survey).faults
    assert [fault[:4] for fault in faults] == [
        ("answers.csv", 2, "Is there anybody?", "choice"),
        ("answers.csv", 2, "B [Tia Reed]", "choice"),
    ]
    assert faults[0].message.startswith('"Maybe" and "Sometimes" (3 cells) are neither yes nor no;')
    assert (
        read_sheet(
            tmp_path, lines, {**survey, "yes": ["often", "maybe"], "no": ["never", "sometimes"]}
        ).faults
        == []
    )


def test_a_sentence_leaves_the_side_open_and_words_for_nobody_are_added(tmp_path: Path) -> None:
    """Until the mapping says what it means; the usual words go on to hold."""
    lines = [
        "ID,Who",
        "1001,I don't have any",
        "1002,-",
        "1003,None.",
        "1004,Max Orr; and some others",
    ]
    reading = read_sheet(tmp_path, lines, {"adults": "Who"})
    assert states(reading) == {"isolated": 2, "unknown": 2}
    assert reported(reading) == [("voice-adults-unnamed", "1004", "m1")]
    assert [note[1:4] for note in reading.warnings] == [(2, "Who", "unread")]
    assert states(
        read_sheet(tmp_path, lines, {"adults": "Who", "nobody": ["i dont have any"]})
    ) == {
        "isolated": 3,
        "unknown": 1,
    }


def test_the_others_stand_in_a_column_of_their_own(tmp_path: Path) -> None:
    """As names, as LimeSurvey writes them; a tick there is somebody whom nobody can tell."""
    lines = ["ID,q1[t1],q1[other]", "1001,Y,Max Orr", "1002,,Ms Ito", "1003,N,", "1004,N,Y"]
    reading = read_sheet(tmp_path, lines, {"adults_options": "q1"})
    assert reported(reading) == [("voice-adults", "1001", "m1"), ("voice-adults", "1001", "t1")]
    assert [row[1:] for row in answered(reading) if row[0] == "voice-adults"] == [
        ("1001", "answered", 0),
        ("1002", "asked", 0),
        ("1003", "answered", 0),
        ("1004", "asked", 0),
    ]
    assert states(reading) == {"supported": 1, "isolated": 1, "unknown": 2}


def test_what_stands_behind_other_makes_it_no_person(tmp_path: Path) -> None:
    """As SurveyMonkey and Google write it; whom its cells name is somebody."""
    lines = [
        "ID,A - Max Orr,A - Other (please specify),A - Andere:",
        "1001,Max Orr,my aunt,",
        "1002,,,Tia Reed",
    ]
    reading = read_sheet(tmp_path, lines, {"adults_options": ["A"]})
    assert answered(reading) == [
        ("voice-adults", "1001", "answered", 1),
        ("voice-adults", "1002", "answered", 0),
    ]
    assert reported(reading) == [("voice-adults", "1001", "m1"), ("voice-adults", "1002", "t1")]


def test_a_plain_question_that_was_not_shown_was_not_answered(tmp_path: Path) -> None:
    """LimeSurvey writes N/A there: it is neither a fault nor a no."""
    reading = read_sheet(tmp_path, ["ID,Any", "1001,N/A", "1002,No"], {"adults_question": "Any"})
    assert answered(reading) == [
        ("voice-adults", "1001", "asked", 0),
        ("voice-adults", "1002", "answered", 0),
    ]


def test_an_option_that_does_not_apply_was_passed_over(tmp_path: Path) -> None:
    """Like a blank beside a *no*: it says nothing of that person."""
    reading = read_sheet(
        tmp_path, ["ID,q1[t1],q1[m1]", "1001,N,n/a", "1002,N,N"], {"adults_options": "q1"}
    )
    assert states(reading) == {"isolated": 1, "unknown": 3}


def test_the_option_is_what_follows_the_question() -> None:
    """In brackets, after a stroke; a head without either is the option itself."""
    assert [head_of(head) for head in ("Q [Tia Reed]", "group/adults/t1", "Tia Reed")] == [
        "Tia Reed",
        "t1",
        "Tia Reed",
    ]
    header = ["adults", "adults/t1", "adults_other", "adultsx", "peers/1"]
    assert options(header, ["adults/t1"]) == {"adults/t1": "t1"}
    assert options(header[:1], ["adults"]) == {"adults": "adults"}
    assert options(header, ["adults"]) == {"adults/t1": "t1", "adults_other": "other"}
