"""How many sides confidence touched is told only where it tells of nobody."""

import pytest

from graph_service.workflows.studies.release_readme import told

NOT_TOLD = told(0, 0)


@pytest.mark.parametrize(
    ("sides", "alike", "said"),
    [
        (53, 400, "about 55, rounded to 5"),
        (10, 20, "about 10, rounded to 5"),
        (12, 500, "about 10, rounded to 5"),
        (1, 400, NOT_TOLD),
        (9, 400, NOT_TOLD),
        (0, 400, NOT_TOLD),
        (10, 19, NOT_TOLD),
        (200, 200, NOT_TOLD),
    ],
)
def test_the_number_is_rounded_and_not_told_where_it_would_tell_which(
    sides: int, alike: int, said: str
) -> None:
    """Ten at least, and ten others that look the same; in all other cases one sentence, which none
    at all has too.
    """
    assert told(sides, alike) == said
