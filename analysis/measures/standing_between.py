"""People whom the student holds together: they would come apart without the student.

NetworkX measures one web. For a whole school the same numbers are counted without a graph; a
property test holds the two equal.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

import networkx as nx

from analysis.measures.ego_web import EgoWeb
from analysis.measures.register import measure
from analysis.measures.structural_holes import NO_ALTER

TOO_FEW = "fewer than two people count, so nobody can be apart"


def _neighbours(web: EgoWeb) -> dict[str, set[str]]:
    """Those of the alters who are tied to another, and to whom."""
    found: dict[str, set[str]] = defaultdict(set)
    for first, second in web.pairs.tied:
        found[first].add(second)
        found[second].add(first)
    return found


def _sizes(web: EgoWeb) -> list[int]:
    """The sizes of the groups that the alters fall into without the student."""
    around = _neighbours(web)
    sizes, left = [1] * (web.size - len(around)), set(around)
    while left:
        reached, ahead = set(), [left.pop()]
        while ahead:
            person = ahead.pop()
            reached.add(person)
            ahead += around[person] & left
            left -= around[person]
        sizes.append(len(reached))
    return sizes


def _apart(sizes: Iterable[int], size: int) -> float | None:
    """The share of ordered pairs that are in different groups."""
    if size < 2:
        return None
    return 1 - sum(group * (group - 1) for group in sizes) / (size * (size - 1))


def _components_in_bulk(web: EgoWeb) -> int | None:
    return len(_sizes(web)) if web.size else None


def _fragmentation_in_bulk(web: EgoWeb) -> float | None:
    return _apart(_sizes(web), web.size)


def _ego_betweenness_in_bulk(web: EgoWeb) -> float | None:
    """Each untied pair goes through the student, less often the more alters both are tied to."""
    if not web.size:
        return None
    tied = web.pairs.tied
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for others in _neighbours(web).values():
        for pair in combinations(sorted(others), 2):
            if pair not in tied:
                shared[pair] += 1
    alone = web.size * (web.size - 1) // 2 - len(tied) - len(shared)
    return float(alone) + sum(1 / (1 + shared[pair]) for pair in sorted(shared))


@measure(
    label="Groups",
    unit="groups",
    range=(1, None),
    formula="connected components of the n people without the student",
    undefined=NO_ALTER,
    elsewhere="number of components in ideanet",
    bulk=_components_in_bulk,
)
def components(web: EgoWeb) -> int | None:
    """How many groups the people fall into once the student is left out.

    >>> components(example(adults="Ito", peers="Ben Cal Dee", tied="Ben-Cal"))
    3
    """
    return nx.number_connected_components(web.graph_of(web.pairs.tied)) if web.size else None


@measure(
    label="Fragmentation",
    unit="share of pairs",
    range=(0, 1),
    formula="1 − Σ s(s − 1) ÷ n(n − 1), where s is the size of each group",
    undefined=TOO_FEW,
    source="Borgatti 2006",
    elsewhere="fragmentation_index in ideanet",
    bulk=_fragmentation_in_bulk,
)
def fragmentation(web: EgoWeb) -> float | None:
    """The share of pairs of people whom only the student joins, directly or through others.

    >>> round(fragmentation(example(adults="Ito", peers="Ben Cal Dee", tied="Ben-Cal")), 3)
    0.833
    """
    graph = web.graph_of(web.pairs.tied)
    return _apart(map(len, nx.connected_components(graph)), web.size)


@measure(
    label="Ego betweenness",
    unit="pairs",
    formula="Σ 1 ÷ (1 + alters tied to both) over pairs of alters that are not tied",
    undefined=NO_ALTER,
    source="Everett and Borgatti 2005",
    elsewhere="betweenness of the ego in ideanet",
    bulk=_ego_betweenness_in_bulk,
)
def ego_betweenness(web: EgoWeb) -> float | None:
    """How many pairs of people reach each other through the student by a shortest way.

    >>> ego_betweenness(example(peers="Ben Cal Dee", tied="Ben-Cal Cal-Dee"))
    0.5
    """
    if not web.size:
        return None
    return float(nx.betweenness_centrality(web.graph, normalized=False)[web.ego])
