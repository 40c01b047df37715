"""Why a measure is missing is told of the measure and of the sides that nobody observed."""

import pytest

from analysis.ego import EgoMeasures
from graph_service.workflows.states.measures import MEASURES, measure_views

NONE = EgoMeasures(*[None] * len(EgoMeasures._fields))
ADULTS_ALONE = NONE._replace(
    adults=0, inside=0, outside=0, tied=0, observable=0, possible=0, answered=0, answered_tied=0
)
BOTH = ADULTS_ALONE._replace(peers=0, size=0, role_diversity=0)


@pytest.mark.parametrize(
    ("measures", "name", "why"),
    [
        (NONE, "adults", "nobody who could know has answered about adults"),
        (NONE, "network_size", "nobody who could know has answered about either side"),
        (NONE, "density", "nobody who could know has answered about either side"),
        (ADULTS_ALONE, "peers", "nobody who could know has answered about peers"),
        (ADULTS_ALONE, "network_size", "nobody who could know has answered about peers"),
        (ADULTS_ALONE, "constraint", "nobody counts yet, so there is nothing to measure"),
        (BOTH, "density_answered", "no answer shows any pair of these people"),
        (BOTH, "network_size", ""),
    ],
)
def test_a_measure_says_why_it_is_missing(measures: EgoMeasures, name: str, why: str) -> None:
    """The side that is not observed first, and else what makes it undefined; nothing where there is
    a value.
    """
    (view,) = [view for view in measure_views(measures) if view.name == name]
    assert view.missing == why


def test_every_measure_has_a_name_and_a_reason_of_its_own() -> None:
    """No two are called the same, in the field or on the page."""
    assert (
        len({measure.name for measure in MEASURES})
        == len({measure.label for measure in MEASURES})
        == len(MEASURES)
    )
    assert {measure.field for measure in MEASURES} == set(EgoMeasures._fields)
    assert all(measure.missing for measure in MEASURES)
