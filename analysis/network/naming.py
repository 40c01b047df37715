"""Naming and being named: the ties a student sends, gets, and shares.

Nothing is told of what a student sends unless they answered. Being named is counted over all who
answered: others may have named them too.
"""

from itertools import combinations

import networkx as nx

from analysis.network.friendships import Friendships
from analysis.network.register import PLACES, Values, measure_in

SILENT = "the student has no answer in force about peers"
NOBODY_ELSE = "no other student has an answer in force about peers"
UNSEEN = "the student has not answered about peers and nobody named them"


@measure_in(PLACES, label="Names", unit="students", formula="students named", missing_when=SILENT)
def out_ties(network: Friendships) -> Values:
    """The number of fellow students whom the student names.

    >>> out_ties(drawn("Ana>Ben Ana>Cal", unanswered="Cal"))
    {'Ana': 2, 'Ben': 0}
    """
    return {one: len(network.named[one]) for one in network.students if one in network.answered}


@measure_in(
    PLACES,
    label="Named by",
    unit="students",
    formula="students who name the student",
    missing_when=NOBODY_ELSE,
)
def in_ties(network: Friendships) -> Values:
    """The number of fellow students who name the student, of those who answered.

    >>> in_ties(drawn("Ana>Ben Ana>Cal", unanswered="Ben Cal"))
    {'Ben': 1, 'Cal': 1}
    """
    return {
        one: len(network.named_by[one])
        for one in network.students
        if len(network.answered - {one}) > 0
    }


@measure_in(
    PLACES,
    label="Mutual",
    unit="students",
    formula="students who name the student and are named by them",
    missing_when=SILENT,
)
def mutual_ties(network: Friendships) -> Values:
    """The number of fellow students who name the student and whom the student names.

    >>> mutual_ties(drawn("Ana>Ben Ben>Ana Ana>Cal"))
    {'Ana': 1, 'Ben': 1, 'Cal': 0}
    """
    return {
        one: len(network.named[one] & network.named_by[one])
        for one in network.students
        if one in network.answered
    }


@measure_in(
    PLACES,
    label="Returned",
    unit="share",
    range=(0, 1),
    formula="mutual_ties ÷ students named who answered",
    missing_when=f"{SILENT}; or the student named nobody who answered",
)
def returned(network: Friendships) -> Values:
    """The share that name the student back, of those named who answered.

    >>> returned(drawn("Ana>Ben Ben>Ana Ana>Cal Ana>Dee", unanswered="Dee"))
    {'Ana': 0.5, 'Ben': 1.0, 'Cal': None}
    """
    found: dict[str, float | None] = {}
    for one in network.students:
        if one in network.answered:
            asked = network.named[one] & network.answered
            mutual = asked & network.named_by[one]
            found[one] = len(mutual) / len(asked) if asked else None
    return found


@measure_in(
    PLACES,
    label="Core",
    unit="level",
    formula="the greatest k of a group in which everybody has k ties and the student is",
    missing_when=UNSEEN,
    source="Seidman 1983",
)
def core(network: Friendships) -> Values:
    """How deep in the network the student is: the k of the densest k-core that holds them.

    >>> core(drawn("Ana>Ben Ben>Cal Cal>Ana Cal>Dee"))
    {'Ana': 2, 'Ben': 2, 'Cal': 2, 'Dee': 1}
    """
    return dict(nx.core_number(network.graph))


@measure_in(
    PLACES,
    label="Local clustering",
    unit="share of pairs",
    range=(0, 1),
    formula="pairs of the student's ties that are tied ÷ pairs",
    missing_when=f"{UNSEEN}; or they have fewer than two ties",
    source="Watts and Strogatz 1998",
)
def clustering(network: Friendships) -> Values:
    """The share tied, of the pairs of fellow students to whom the student is tied.

    >>> clustering(drawn("Ana>Ben Ben>Cal Cal>Ana Cal>Dee"))["Dee"]
    """
    graph = network.graph
    found: dict[str, float | None] = dict.fromkeys(network.seen)
    for one in network.seen:
        pairs = list(combinations(graph[one], 2))
        if pairs:
            found[one] = sum(graph.has_edge(*pair) for pair in pairs) / len(pairs)
    return found
