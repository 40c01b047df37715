"""How strong the ties to the people are, as those say who gave a strength from 1 to 3.

A tie of which nobody gave a strength is in no mean: it is not known to be weak.
"""

from analysis.measures.ego_web import EgoWeb
from analysis.measures.register import measure

NO_STRENGTH = "nobody gave a strength for any of these ties"


def _given(web: EgoWeb) -> list[int]:
    return [alter.strength for alter in web.alters if alter.strength is not None]


@measure(
    label="Strengths known",
    unit="people",
    formula="people of the n for whom a good word gives a strength",
)
def strengths_known(web: EgoWeb) -> int:
    """For how many of them somebody said how strong the tie is.

    >>> strengths_known(example(adults="Ito::3 Lee", peers="Ben"))
    1
    """
    return len(_given(web))


@measure(
    label="Mean strength",
    unit="strength",
    range=(1, 3),
    formula="mean over the people of the greatest strength that a good word gives",
    undefined=NO_STRENGTH,
)
def mean_strength(web: EgoWeb) -> float | None:
    """The mean strength of the ties whose strength somebody gave.

    >>> mean_strength(example(adults="Ito::3 Lee Roy:mentor:2"))
    2.5
    """
    given = _given(web)
    return sum(given) / len(given) if given else None


@measure(
    label="Greatest strength",
    unit="strength",
    range=(1, 3),
    formula="the greatest strength that a good word gives",
    undefined=NO_STRENGTH,
)
def max_strength(web: EgoWeb) -> int | None:
    """The strength of the strongest tie, of those whose strength somebody gave.

    >>> max_strength(example(adults="Ito::3 Lee Roy:mentor:2"))
    3
    """
    return max(_given(web), default=None)
