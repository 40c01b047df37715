"""The waves of a study: months in which rounds ended, and the spells of ties over them."""

from datetime import UTC, date, datetime

import pytest

from analysis.facts import Facts
from facts.recorded import Recorded
from facts.statements import CONVERSATION, IN_CONFIDENCE, Answer, Round
from graph_service.workflows.studies.waves import spells, wave_days

AT = datetime(2026, 1, 1, tzinfo=UTC)
UNTIL = date(2026, 6, 15)


def facts(*rounds: tuple[str, str, date, date | None, date | None]) -> Facts:
    """A round with one answer each: id, kind, opened, closed, and the day of the answer."""
    return Facts(
        {}, [], [], [],
        {id: Round(id, id, kind, "both", opened, closed) for id, kind, opened, closed, _ in rounds},
        [
            Recorded(f"a{id}", Answer(id, "ann", True, "ann", "answered", day), AT)
            for id, _, _, _, day in rounds
        ],
        [], [],
    )  # fmt: skip


MARCH, APRIL, MAY, JULY = (date(2026, month, 10) for month in (3, 4, 5, 7))


@pytest.mark.parametrize(
    ("found", "days"),
    [
        (("r", "student_voice", MARCH, APRIL, MAY), {"2026-04": APRIL}),
        (("r", "student_voice", MARCH, None, MAY), {"2026-05": MAY}),
        (("r", "student_voice", MARCH, None, None), {"2026-03": MARCH}),
        (("r", "student_voice", MAY, JULY, MAY), {"2026-06": UNTIL}),
        (("r", "student_voice", JULY, None, JULY), {}),
        (("r", CONVERSATION, MARCH, None, MARCH), {}),
        (("r", IN_CONFIDENCE, MARCH, None, MARCH), {}),
    ],
    ids=["closed", "open with an answer", "without days", "still open", "later", "one", "secret"],
)
def test_a_wave_is_the_month_in_which_a_round_ended(
    found: tuple[str, str, date, date | None, date | None], days: dict[str, date]
) -> None:
    """Closed, or said in for the last time; never after the day, and no single conversation."""
    assert wave_days(facts(found), UNTIL) == days


def test_two_rounds_of_a_month_are_one_wave() -> None:
    """It is read on the last of their days."""
    two = [("r", "student_voice", MARCH, date(2026, 4, day), None) for day in (20, 3)]
    given = facts(("a", *two[0][1:]), ("b", *two[1][1:]))
    assert wave_days(given, UNTIL) == {"2026-04": date(2026, 4, 20)}


@pytest.mark.parametrize(
    ("months", "found"),
    [
        ("a", [("a", "a")]),
        ("abc", [("a", "c")]),
        ("ac", [("a", "a"), ("c", "c")]),
        ("bd", [("b", "b"), ("d", "d")]),
        ("", []),
    ],
)
def test_a_spell_runs_as_long_as_each_wave_shows_the_tie(
    months: str, found: list[tuple[str, str]]
) -> None:
    """A wave that does not show it ends the run."""
    assert spells(months, list("abcd")) == found
