"""The column of days of a survey sheet: read where it is certain, and one fault for each cause
where it is not.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from graph_service.formats.tables import Reading
from tests.formats.sheets_of_answers import notes, read_sheet

DAY = date(2026, 11, 3)


def read(folder: Path, days: Sequence[str], dates: str = "iso") -> Reading:
    """A sheet that asks about both sides, a row for each day."""
    rows = [f'100{place},"{text}",Max Orr,nobody' for place, text in enumerate(days, 1)]
    survey = {"adults": ["Who"], "peers": ["Friends"], "day": "timestamp"}
    return read_sheet(folder, ["ID,Timestamp,Who,Friends", *rows], survey, dates=dates)


@pytest.mark.parametrize("dates", ["iso", "day-first", "month-first"])
def test_a_day_that_is_certain_is_read_whatever_the_setting(tmp_path: Path, dates: str) -> None:
    """An answer about each side has it; a row with a blank is not certainly sent off, and noted."""
    reading = read(
        tmp_path,
        ["2026/11/03 11:07:29 AM AST", "2026. 11. 3 오전 10:22:33", "Nov 3, 2026", ""],
        dates,
    )
    assert reading.faults == []
    assert [row.answered_on for row in reading.tables.answers[:4]] == [DAY, DAY, DAY, None]
    assert notes(reading) == [(5, "unfinished")]


@pytest.mark.parametrize(
    ("days", "line", "said"),
    [
        (["03/11/2026", "04/11/2026 10:00"], 2, "--dates day-first"),
        (["2026-11-03", "3/11/26", "03.11.2026"], 3, "--dates day-first"),
        (["2026-11-03", "soon"], 3, "[survey] day"),
        (["25/11/2026", "11/25/2026"], 2, "--dates day-first"),
        (["1001", "2026-11-03"], 2, "[survey] day"),
        (["1926-11-03", "1926-11-03"], 2, "before 1950"),
    ],
)
def test_what_is_not_certain_is_one_fault_with_its_count_and_the_setting(
    tmp_path: Path, days: Sequence[str], line: int, said: str
) -> None:
    """At the first line, by the sheet's own column, not once for each side."""
    faults = read(tmp_path, days).faults
    assert [fault[:4] for fault in faults] in (
        [("answers.csv", line, "Timestamp", "date")],
        [("answers.csv", line, "Timestamp", "far")],
    )
    assert said in faults[0].message


def test_a_day_that_cannot_be_read_is_not_also_told_as_one_that_does_not_tell_the_latest(
    tmp_path: Path,
) -> None:
    """One cause, one fault."""
    survey = {"adults": ["Who"], "day": "Timestamp"}
    lines = ["ID,Timestamp,Who", "1001,03/11/2026,Max Orr", "1001,04/11/2026,Tia Reed"]
    assert [fault.rule for fault in read_sheet(tmp_path, lines, survey).faults] == ["date"]


def test_the_setting_or_the_column_itself_says_the_order(tmp_path: Path) -> None:
    """A column in which a day can be but day first is read so, with a note that shows it."""
    days = ["03/11/2026 9:15", "25/11/2026 10:00"]
    for dates, told in (("day-first", []), ("iso", [(3, "dates")])):
        reading = read(tmp_path, days, dates)
        assert reading.faults == []
        assert reading.tables.answers[0].answered_on == DAY
        assert notes(reading) == told
    assert [fault.rule for fault in read(tmp_path, days, "month-first").faults] == ["date"]


def test_days_before_the_round_and_days_to_come_are_told(tmp_path: Path) -> None:
    """They are what the wrong order makes of others: 03/11 in March, 12/11 in December."""
    reading = read(
        tmp_path, ["03/11/2026", "04/11/2026", "12/11/2026", "2026-11-02"], "month-first"
    )
    assert reading.faults == []
    assert notes(reading) == [(2, "dates"), (4, "dates")]
    assert (
        '"03/11/2026" and "04/11/2026" (2 cells) lie before the round'
        in reading.warnings[0].message
    )
    assert "lies in the future" in reading.warnings[1].message


def test_a_spreadsheets_number_is_a_day_where_it_lies_within_the_round(tmp_path: Path) -> None:
    """Between its opening and today: no other reading of the number does. Else it is a fault."""
    reading = read(tmp_path, ["46329.4638", "46330"])
    assert reading.faults == []
    assert reading.tables.answers[0].answered_on == DAY
    assert notes(reading) == [(2, "dates")]
    assert [fault.rule for fault in read(tmp_path, ["44867"]).faults] == ["date"]
    assert [fault.rule for fault in read(tmp_path, ["46999"]).faults] == ["date"]
