"""A survey's mapping against its sheet: each fault once, with what is there instead."""

from pathlib import Path
from typing import Any

import pytest

from tests.formats.sheets_of_answers import ROUND, read_sheet

LINES = [
    "ID,Timestamp,Adults,Adults,Friends",
    "1001,2026-11-03,Max Orr,,Ben",
    "1002,2026-11-03,,,nobody",
]
PEERS = {"peers": ["Friends"], "day": "Timestamp"}


@pytest.mark.parametrize(
    ("survey", "said"),
    [
        (
            {"peers": ["Freinds"]},
            (
                '[survey] peers names "Freinds", which is no column of the sheet; did you '
                'mean "Friends"?'
            ),
        ),
        (
            {"day": "When"},
            'names "When", which is no column of the sheet; it has "ID", "Timestamp"',
        ),
        ({"finished": "Done"}, "[survey] finished"),
        ({"adults": ["Adults"]}, "2 columns of the sheet are called so"),
        ({"adults_options": ["Help"]}, "no column of the sheet is called or begins so"),
        ({"twice": "newest"}, "it takes latest, last row, first row, refuse"),
        ({"means": "good"}, "it takes supportive, neutral, stressful, none"),
        ({"max_peers": "many"}, "it takes a whole number from 1"),
        ({"max_peers": 0}, "it takes a whole number from 1"),
        ({"separator": ""}, "[survey] separator is blank"),
    ],
)
def test_what_the_sheet_or_the_setting_does_not_have_is_one_fault(
    tmp_path: Path, survey: dict[str, Any], said: str
) -> None:
    """However many rows and sides there are, and nothing is read."""
    reading = read_sheet(tmp_path, LINES, {**PEERS, **survey})
    assert [(fault.line, fault.rule) for fault in reading.faults] == [(None, "mapping")]
    assert said in reading.faults[0].message
    assert not reading.tables.given


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"opened_on": "2.11.2026"}, "[round] opened_on is no day"),
        ({"closed_on": "2026-10-01"}, "closed_on 2026-10-01 lies before opened_on 2026-11-02"),
    ],
)
def test_the_days_of_the_round_are_looked_at_once(
    tmp_path: Path, days: dict[str, str], said: str
) -> None:
    """Not once for each side, at a line of the sheet."""
    reading = read_sheet(
        tmp_path, LINES, {**PEERS, "adults_question": "Friends"}, of_round={**ROUND, **days}
    )
    assert [(fault.line, fault.rule) for fault in reading.faults] == [(None, "mapping")]
    assert said in reading.faults[0].message


@pytest.mark.parametrize(
    ("written", "parted"),
    [("space", "t1 m1"), (" ", "t1 m1"), (["/", "line"], "t1/m1"), ("comma", "t1,m1")],
)
def test_the_separator_is_a_mark_or_its_name(tmp_path: Path, written: Any, parted: str) -> None:
    """A separator that is hard to see may be written as a word."""
    reading = read_sheet(
        tmp_path, ["ID,Who", f'1001,"{parted}"'], {"adults": "Who", "separator": written}
    )
    assert reading.faults == []
    assert {row.alter_id for row in reading.tables.reports} == {"t1", "m1"}


def test_answers_in_columns_without_a_name_are_not_lost(tmp_path: Path) -> None:
    """Behind a question SurveyMonkey leaves the heads of its options blank: one fault a question,
    where they hold something.
    """
    lines = ["ID,Adults,,,Friends,", "1001,Tia Reed,Max Orr,Mr K,Ben,", "1002,,,,nobody,"]
    for name in ("adults", "adults_options"):
        faults = read_sheet(tmp_path, lines, {name: ["Adults"], "peers": ["Friends"]}).faults
        assert [fault[1:4] for fault in faults] == [(1, "Adults", "nameless")]
    assert faults[0].message.startswith("Columns 3, 4 have no name")
    assert read_sheet(tmp_path, lines, {"peers": ["Friends"]}).faults == []
