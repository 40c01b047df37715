"""A school's figure and its bounds."""

from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.figures import figure
from analysis.states import State

STATES: tuple[State, ...] = ("supported", "thin", "isolated", "unknown")


def test_the_share_is_of_the_known_and_the_bounds_are_of_all() -> None:
    """Two of three known students are supported; with one unknown the truth lies between two and
    three of four.
    """
    found = figure(["supported", "supported", "thin", "unknown"])
    assert (found.supported, found.thin, found.isolated, found.unknown) == (2, 1, 0, 1)
    assert (found.known, found.total) == (3, 4)
    assert found.share == pytest.approx(2 / 3)
    assert (found.low, found.high) == (0.5, 0.75)


def test_a_school_without_students_has_no_share_and_no_bounds() -> None:
    """Without students no share is true: all three are missing, and the counts are zero."""
    assert astuple(figure([])) == (0, 0, 0, 0, 0, 0, None, None, None)


def test_where_nobody_is_known_there_is_no_share_and_anything_may_be() -> None:
    """Five unknown students may all be supported, or none."""
    found = figure(["unknown"] * 5)
    assert (found.known, found.total) == (0, 5)
    assert (found.share, found.low, found.high) == (None, 0.0, 1.0)


def test_isolated_students_are_known_and_not_supported() -> None:
    """Where everyone is known to lack support, the share and both bounds are nought, which is not
    missing.
    """
    found = figure(["isolated", "thin"])
    assert (found.share, found.low, found.high) == (0.0, 0.0, 0.0)


@given(st.lists(st.sampled_from(STATES), min_size=1))
def test_the_share_lies_within_its_bounds(states: list[State]) -> None:
    """The bounds hold the share, lie in nought to one, and are as wide apart as the share of
    unknown students.
    """
    found = figure(states)
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low <= found.high <= 1
    assert found.high - found.low == pytest.approx(found.unknown / found.total)
    assert (
        found.supported + found.thin + found.isolated == found.known == found.total - found.unknown
    )
    if found.share is not None:
        assert found.low - 1e-12 <= found.share <= found.high + 1e-12


@given(
    st.lists(st.sampled_from(STATES), min_size=1),
    st.lists(st.sampled_from(STATES[:3]), min_size=50, max_size=50),
)
def test_whatever_the_unknown_turn_out_to_be_the_bounds_hold(
    states: list[State], truths: list[State]
) -> None:
    """Once every unknown state is found out, the share of the school lies where the bounds said it
    would.
    """
    before = figure(states)
    filled = iter(truths * (len(states) // len(truths) + 1))
    after = figure([next(filled) if state == "unknown" else state for state in states])
    assert before.low is not None
    assert before.high is not None
    assert after.share is not None
    assert before.low - 1e-12 <= after.share <= before.high + 1e-12
