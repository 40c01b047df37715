"""How far the people around a student overlap, and so what each of them adds.

NetworkX measures one web. For a whole school the same numbers are added up without a graph; a
property test holds the two equal.
"""

from collections import Counter
from itertools import chain
from math import log

import networkx as nx

from analysis.measures.ego_web import EgoWeb
from analysis.measures.register import measure

NO_ALTER = "nobody counts yet, so there is nothing to measure"


def _effective_size_in_bulk(web: EgoWeb) -> float | None:
    return web.size - 2 * len(web.pairs.tied) / web.size if web.size else None


def _constraint_in_bulk(web: EgoWeb) -> float | None:
    return sum(dyadic_constraints(web)) if web.size else None


def dyadic_constraints(web: EgoWeb) -> list[float]:
    """Each alter's part of constraint, as Burt defines it.

    A share is that of a person's own ties within the web, the tie to the ego among them.
    """
    tied = sorted(web.pairs.tied)
    ties = Counter(chain.from_iterable(tied))
    spent = dict.fromkeys(ties, 1.0)
    for first, second in tied:
        spent[first] += 1 / (ties[second] + 1)
        spent[second] += 1 / (ties[first] + 1)
    untied = web.size - len(spent)
    return [(part / web.size) ** 2 for part in (*spent.values(), *[1.0] * untied)]


@measure(
    label="Effective size",
    unit="people",
    range=(1, None),
    formula="n − 2 · pairs_tied ÷ n",
    undefined=NO_ALTER,
    source="Burt 1992; Borgatti 1997",
    elsewhere="effective_size in ideanet",
    bulk=_effective_size_in_bulk,
)
def effective_size(web: EgoWeb) -> float | None:
    """People less their overlap: where all know each other it is small.

    >>> round(effective_size(example(adults="Ito", peers="Ben Cal", tied="Ben-Cal")), 3)
    2.333
    """
    if not web.size:
        return None
    return float(nx.effective_size(web.graph, nodes=[web.ego])[web.ego])


@measure(
    label="Constraint",
    unit="index",
    formula=(
        "Σⱼ (pᵢⱼ + Σ_q pᵢ_q · p_qⱼ)² over alters j, q ≠ i, j, where pᵢⱼ is i's share of ties"
        " spent on j within the web, the ego included"
    ),
    undefined=NO_ALTER,
    source="Burt 1992",
    elsewhere="ego_constraint in egor, constraint in ideanet",
    bulk=_constraint_in_bulk,
)
def constraint(web: EgoWeb) -> float | None:
    """How far the web hangs on one person or close-knit group; lower is more open.

    >>> round(constraint(example(peers="Ben Cal", tied="Ben-Cal")), 3)
    1.125
    """
    if not web.size:
        return None
    return float(nx.constraint(web.graph, nodes=[web.ego])[web.ego])


@measure(
    label="Efficiency",
    unit="share",
    range=(0, 1),
    formula="effective_size ÷ n",
    undefined=NO_ALTER,
    source="Burt 1992",
    elsewhere="efficiency in ideanet",
)
def efficiency(web: EgoWeb) -> float | None:
    """Effective size as a share of the people: 1 where none of them knows another.

    >>> round(efficiency(example(adults="Ito", peers="Ben Cal", tied="Ben-Cal")), 3)
    0.778
    """
    effective = web.value(effective_size)
    return None if effective is None else effective / web.size


@measure(
    label="Hierarchy",
    unit="index",
    range=(0, 1),
    formula="Σⱼ rⱼ ln rⱼ ÷ (n ln n), where rⱼ is what j adds to constraint ÷ the mean of that",
    undefined="fewer than two people count, so they cannot be unequal",
    source="Burt 1992",
)
def hierarchy(web: EgoWeb) -> float | None:
    """How unequally constraint comes from these people: 0 where each adds the same.

    >>> round(hierarchy(example(peers="Ben Cal Dee", tied="Ben-Cal")), 3)
    0.052
    """
    if web.size < 2:
        return None
    parts = dyadic_constraints(web)
    mean = sum(parts) / web.size
    ratios = [part / mean for part in parts]
    return sum(ratio * log(ratio) for ratio in ratios) / (web.size * log(web.size))
