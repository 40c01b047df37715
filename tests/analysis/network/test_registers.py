"""The registers of the network's measures: what each says of itself is so."""

import doctest
import inspect
from typing import Any

import pytest
from hypothesis import given, settings

from analysis.network import FAMILIES, PLACE_MEASURES, WHOLE_MEASURES
from analysis.network.drawn import drawn
from analysis.network.friendships import Friendships
from analysis.network.register import WHOLES, NetworkMeasure, measure_in
from tests.analysis.network.networks import networks

ALL: list[NetworkMeasure[Any]] = [*PLACE_MEASURES, *WHOLE_MEASURES]


@given(networks())
@settings(deadline=None)
def test_each_value_is_in_the_range_of_its_measure(network: Friendships) -> None:
    """A value is missing, or a number within the bounds, of a student of this network."""
    for place in PLACE_MEASURES:
        found = place.of(network)
        assert found.keys() <= set(network.students)
        low, high = place.range
        for value in found.values():
            assert value is None or low <= value <= (value if high is None else high), place.name
    for entry in WHOLE_MEASURES:
        whole = entry.of(network)
        low, high = entry.range
        # a sum of fractions may pass a bound by its last digit
        assert whole is None or low - 1e-12 <= whole <= (high or 0) + 1e-12, entry.name


@given(networks())
@settings(deadline=None)
def test_nothing_is_told_of_students_who_were_not_seen(network: Friendships) -> None:
    """Nobody knows whom a silent student names, nor the place of one whom nobody named."""
    for entry in PLACE_MEASURES:
        known = entry.of(network)
        if entry.name in ("out_ties", "mutual_ties", "returned", "broker_inside", "broker_across"):
            assert known.keys() <= network.answered
        elif entry.name != "in_ties":
            assert known.keys() <= set(network.seen)


@pytest.mark.parametrize("entry", WHOLE_MEASURES, ids=lambda entry: entry.name)
@pytest.mark.parametrize("network", [drawn(), drawn(unanswered="Ana Ben")])
def test_no_figure_is_made_where_nobody_answered(
    entry: NetworkMeasure[Any], network: Friendships
) -> None:
    """An empty school and a silent one have no figures: missing, not nought."""
    assert entry.of(network) is None


@pytest.mark.parametrize("entry", ALL, ids=lambda entry: entry.name)
def test_the_worked_example_of_a_measure_is_right(entry: NetworkMeasure[Any]) -> None:
    """Each docstring holds one, and it gives what it says."""
    names = {**vars(inspect.getmodule(entry.of)), "drawn": drawn}
    (case,) = doctest.DocTestFinder(recurse=False).find(entry.of, entry.name, globs=names)
    assert case.examples
    assert doctest.DocTestRunner(verbose=False).run(case).failed == 0


@pytest.mark.parametrize("entry", ALL, ids=lambda entry: entry.name)
def test_a_measure_says_all_that_people_ask_of_it(entry: NetworkMeasure[Any]) -> None:
    """A sentence, a label of its own, a unit, a formula, and when it is missing."""
    assert entry.meaning.endswith(".")
    assert ">>>" not in entry.meaning
    assert all((entry.unit, entry.formula, entry.missing_when))
    assert [other.name for other in ALL if other.label == entry.label] == [entry.name]


def test_every_measure_stands_in_a_family() -> None:
    """Each family gives at least two measures."""
    modules = [inspect.getmodule(entry.of) for entry in ALL]
    assert set(modules) == set(FAMILIES)


def test_two_measures_of_one_name_are_refused() -> None:
    """The second would take the first one's place."""

    def reciprocity(network: Friendships) -> int:
        """The size."""
        return len(network.students)

    enter = measure_in(WHOLES, label="Size", unit="people", formula="n", missing_when="never")
    with pytest.raises(ValueError, match="two measures called reciprocity"):
        enter(reciprocity)
