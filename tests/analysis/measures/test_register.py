"""The register of measures: what each says of itself is so, on random webs and in its example."""

import doctest
import inspect
from dataclasses import replace

import pytest
from hypothesis import given, settings

from analysis.measures import FAMILIES, MEASURES
from analysis.measures.ego_web import EgoWeb
from analysis.measures.example import example
from analysis.measures.register import REGISTER, Measure, measure, measured, measured_in_bulk
from tests.analysis.measures.webs import webs


def fresh(web: EgoWeb) -> EgoWeb:
    """The same web, of which nothing was measured yet."""
    return replace(web)


@given(webs())
@settings(max_examples=200, deadline=None)
def test_a_page_and_a_file_give_the_same_numbers(web: EgoWeb) -> None:
    """NetworkX on one web and the bulk form agree to the last digit that is given."""
    assert measured(MEASURES, web) == measured_in_bulk(MEASURES, [fresh(web)])[0]


@given(webs())
@settings(deadline=None)
def test_each_value_is_in_the_range_of_its_measure(web: EgoWeb) -> None:
    """A value that is missing has a reason, and no value is a number that is none."""
    for entry in MEASURES:
        value = entry.value(web)
        if value is None:
            assert entry.why_missing(web)
        else:
            low, high = entry.range
            assert low <= value <= (value if high is None else high), entry.name


@given(webs())
@settings(deadline=None)
def test_what_nobody_observed_is_missing(web: EgoWeb) -> None:
    """A measure has no value where a side that it needs was not observed."""
    unseen = {"adults": web.adults is None, "peers": web.peers is None}
    for entry in MEASURES:
        if unseen.get(entry.needs) or (entry.needs == "both" and any(unseen.values())):
            assert entry.value(web) is None
        if all(unseen.values()):
            assert entry.value(web) is None


@pytest.mark.parametrize("entry", MEASURES, ids=lambda entry: entry.name)
def test_the_worked_example_of_a_measure_is_right(entry: Measure) -> None:
    """Each docstring holds one, and it gives what it says."""
    names = {**vars(inspect.getmodule(entry.of)), "example": example}
    (case,) = doctest.DocTestFinder(recurse=False).find(entry.of, entry.name, globs=names)
    assert case.examples
    result = doctest.DocTestRunner(verbose=False).run(case)
    assert result.failed == 0


@pytest.mark.parametrize("entry", MEASURES, ids=lambda entry: entry.name)
def test_a_measure_says_all_that_people_ask_of_it(entry: Measure) -> None:
    """A sentence, a label of its own, a unit and a formula."""
    assert entry.meaning.endswith(".")
    assert ">>>" not in entry.meaning
    assert all((entry.label, entry.unit, entry.formula, entry.missing_when))
    assert [other.name for other in MEASURES if other.label == entry.label] == [entry.name]


def test_every_measure_stands_in_a_family() -> None:
    """Nothing is in the register that pages and files would not show."""
    assert {entry.name for entry in MEASURES} == set(REGISTER)
    assert len(FAMILIES) >= 3


def test_two_measures_of_one_name_are_refused() -> None:
    """The second would take the first one's column."""

    def constraint(web: EgoWeb) -> int:
        """The size."""
        return web.size

    enter = measure(label="Constraint", unit="people", formula="*n*")
    with pytest.raises(ValueError, match="two measures called constraint"):
        enter(constraint)


@pytest.mark.parametrize(
    ("adults", "peers", "name", "why"),
    [
        (False, False, "adults", "nobody who could know has answered about adults"),
        (False, False, "network_size", "nobody who could know has answered about either side"),
        (False, False, "density", "nobody who could know has answered about either side"),
        (True, False, "peers", "nobody who could know has answered about peers"),
        (True, False, "network_size", "nobody who could know has answered about peers"),
        (False, True, "network_size", "nobody who could know has answered about adults"),
        (True, False, "constraint", "nobody counts yet, so there is nothing to measure"),
        (True, True, "density_answered", "no answer shows any pair of these people"),
    ],
)
def test_a_measure_says_why_it_is_missing(
    *, adults: bool, peers: bool, name: str, why: str
) -> None:
    """The side that was not observed first, and else what makes it undefined."""
    web = replace(example(), adults=() if adults else None, peers=() if peers else None)
    assert REGISTER[name].value(web) is None
    assert REGISTER[name].why_missing(web) == why
