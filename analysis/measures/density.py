"""How closely the alters are tied among themselves, the student left out.

Only what is known counts. A pair is *observable* if it is tied or an answer shows it. A pair that
only its tie reveals is always tied, so the density of observable pairs is biased upward. The
density of answered pairs is not: answers choose them.
"""

import networkx as nx

from analysis.measures.ego_web import EgoWeb
from analysis.measures.register import measure
from analysis.pairs import Pair

_WASSERMAN = "Wasserman and Faust 1994"


def _density(web: EgoWeb, pairs: frozenset[Pair]) -> float:
    """The density of the graph that joins the alters by these pairs."""
    return float(nx.density(web.graph_of(pairs)))


def _density_in_bulk(web: EgoWeb) -> float | None:
    return len(web.pairs.tied) / len(web.observable) if web.observable else None


def _answered_density_in_bulk(web: EgoWeb) -> float | None:
    answered = web.pairs.answered
    return len(web.answered_tied) / len(answered) if answered else None


@measure(
    label="Density",
    unit="share of pairs",
    range=(0, 1),
    formula="pairs_tied ÷ pairs_observable",
    undefined="no pair of these people could have been observed to be tied or not",
    source=_WASSERMAN,
    elsewhere="ego_density in egor and density in ideanet, which take it over all pairs",
    bulk=_density_in_bulk,
)
def density(web: EgoWeb) -> float | None:
    """The share tied, of the pairs of people known to be tied or not; biased upward.

    >>> density(example(peers="Ben Cal Dee", tied="Ben-Cal Cal-Dee", answered="Ben"))
    0.6666666666666666
    """
    if not web.observable:
        return None
    return _density(web, web.pairs.tied) / _density(web, web.observable)


@measure(
    label="Density by answers",
    unit="share of pairs",
    range=(0, 1),
    formula="pairs_answered_tied ÷ pairs_answered",
    undefined="no answer shows any pair of these people",
    source=_WASSERMAN,
    bulk=_answered_density_in_bulk,
)
def density_answered(web: EgoWeb) -> float | None:
    """The same over the pairs that somebody's answer shows, tied or not.

    >>> density_answered(example(peers="Ben Cal Dee", tied="Ben-Cal Cal-Dee", answered="Ben"))
    0.5
    """
    answered = web.pairs.answered
    if not answered:
        return None
    return _density(web, web.answered_tied) / _density(web, answered)


@measure(label="Pairs tied", unit="pairs", formula="pairs of the n people that are tied")
def pairs_tied(web: EgoWeb) -> int:
    """How many pairs of them are tied to each other.

    >>> pairs_tied(example(peers="Ben Cal Dee", tied="Ben-Cal Cal-Dee"))
    2
    """
    return len(web.pairs.tied)


@measure(
    label="Pairs observable", unit="pairs", formula="pairs that are tied or shown by an answer"
)
def pairs_observable(web: EgoWeb) -> int:
    """The number of pairs whose tie is known, present or absent.

    >>> pairs_observable(example(peers="Ben Cal Dee", tied="Cal-Dee", answered="Ben"))
    3
    """
    return len(web.observable)


@measure(
    label="Pairs tied by answers",
    unit="pairs",
    formula="pairs that are tied and shown by an answer",
)
def pairs_answered_tied(web: EgoWeb) -> int:
    """The number of tied pairs among those that an answer shows.

    >>> pairs_answered_tied(example(peers="Ben Cal Dee", tied="Ben-Cal Cal-Dee", answered="Ben"))
    1
    """
    return len(web.answered_tied)


@measure(label="Pairs by answers", unit="pairs", formula="pairs that a complete answer shows")
def pairs_answered(web: EgoWeb) -> int:
    """How many pairs somebody's answer shows, tied or not.

    >>> pairs_answered(example(adults="Ito Lee", peers="Ben", answered="Ben"))
    2
    """
    return len(web.pairs.answered)


@measure(label="Pairs possible", unit="pairs", formula="n(n − 1) ÷ 2")
def pairs_possible(web: EgoWeb) -> int:
    """How many pairs there are.

    >>> pairs_possible(example(adults="Ito Lee", peers="Ben Cal"))
    6
    """
    return web.size * (web.size - 1) // 2
