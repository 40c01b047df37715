"""The mix of people around a student: their kinds, and how far the web reaches outside the school.

A person is of one kind: staff, mentor, family, community or student. The number of kinds is fixed,
so that one student's index can be compared with another's.
"""

from collections import Counter
from math import log2

from analysis.measures.ego_web import EgoWeb
from analysis.measures.register import measure
from analysis.measures.structural_holes import NO_ALTER
from analysis.pairs import Pair

KINDS = 5

INSIDE = frozenset({"staff", "student"})
"""The kinds of people who are inside the school, as the student is."""


def _shares(web: EgoWeb) -> list[float]:
    """The share of each kind that is there, the largest first."""
    counts = Counter(alter.kind for alter in web.alters)
    return [count / web.size for count in sorted(counts.values(), reverse=True)]


@measure(
    label="Share of adults",
    unit="share",
    range=(0, 1),
    formula="adults ÷ n",
    needs="both",
    undefined=NO_ALTER,
    elsewhere="composition in egor",
)
def adult_share(web: EgoWeb) -> float | None:
    """The share of adults among the people who count.

    >>> adult_share(example(adults="Ito", peers="Ben Cal Dee"))
    0.25
    """
    return len(web.adults or ()) / web.size if web.size else None


@measure(
    label="Share outside school",
    unit="share",
    range=(0, 1),
    formula="adults_outside_school ÷ n",
    needs="both",
    undefined=NO_ALTER,
)
def outside_share(web: EgoWeb) -> float | None:
    """The share of mentors, family and community adults among the people who count.

    >>> outside_share(example(adults="Ito Roy:mentor", peers="Ben Cal"))
    0.25
    """
    return sum(alter.kind not in INSIDE for alter in web.alters) / web.size if web.size else None


@measure(
    label="Mix of kinds (Blau)",
    unit="index",
    range=(0, 0.8),
    formula="1 − Σ p², where p is the share of each kind of person",
    needs="both",
    undefined=NO_ALTER,
    source="Blau 1977",
)
def kind_blau(web: EgoWeb) -> float | None:
    """How likely two people drawn from the web, one put back, are of different kinds.

    >>> kind_blau(example(adults="Ito Lee Roy:mentor Ann:family"))
    0.625
    """
    return 1 - sum(share * share for share in _shares(web)) if web.size else None


@measure(
    label="Mix of kinds (IQV)",
    unit="index",
    range=(0, 1),
    formula="kind_blau · k ÷ (k − 1), with k = 5 kinds for everybody",
    needs="both",
    undefined=NO_ALTER,
    source="Mueller and Schuessler 1961",
)
def kind_iqv(web: EgoWeb) -> float | None:
    """The mix of kinds as a share of the most there can be: 1 is an even mix of all five.

    >>> kind_iqv(example(adults="Ito Lee Roy:mentor Ann:family"))
    0.78125
    """
    return None if not web.size else (web.value(kind_blau) or 0.0) * KINDS / (KINDS - 1)


@measure(
    label="Mix of kinds (entropy)",
    unit="bit",
    range=(0, log2(KINDS)),
    formula="−Σ p log₂ p, where p is the share of each kind of person",
    needs="both",
    undefined=NO_ALTER,
    source="Shannon 1948",
    elsewhere="alts_diversity_entropy of the kind in egor",
)
def kind_entropy(web: EgoWeb) -> float | None:
    """The mix of kinds in bits: 0 where all are of one kind.

    >>> kind_entropy(example(adults="Ito Lee Roy:mentor Ann:family"))
    1.5
    """
    return sum(-share * log2(share) for share in _shares(web)) if web.size else None


@measure(
    label="E-I of the student",
    unit="index",
    range=(-1, 1),
    formula="(people outside the school − people inside) ÷ n",
    needs="both",
    undefined=NO_ALTER,
    source="Krackhardt and Stern 1988",
    elsewhere="comp_ei in egor, between the ego and the alters",
)
def ei_composition(web: EgoWeb) -> float | None:
    """Which way the student's own ties point: −1 all inside the school, 1 all outside.

    >>> ei_composition(example(adults="Ito Roy:mentor", peers="Ben Cal"))
    -0.5
    """
    outside = web.value(outside_share)
    return None if outside is None else 2 * outside - 1


def _crossing(pairs: frozenset[Pair], outside: frozenset[str]) -> int:
    """How many of these pairs join somebody outside the school with somebody inside."""
    return sum((first in outside) != (second in outside) for first, second in pairs)


@measure(
    label="E-I among the people",
    unit="index",
    range=(-1, 1),
    formula=(
        "(E − I) ÷ (E + I), where E is the share tied of the answered pairs that join inside and"
        " outside the school, I that of the answered pairs on one side"
    ),
    needs="both",
    undefined="answers do not show pairs of both sorts, or show none of them tied",
    source="Krackhardt and Stern 1988",
    elsewhere="EI in egor, between alters, rescaled by what was possible",
)
def ei_alters(web: EgoWeb) -> float | None:
    """Whether the people around the student tie across the school's door or on one side of it.

    >>> ei_alters(example(adults="Roy:mentor", peers="Ben Cal", tied="Ben-Cal Ben-Roy"))
    -0.3333333333333333
    """
    outside = frozenset(alter.uid for alter in web.alters if alter.kind not in INSIDE)
    answered, tied = web.pairs.answered, web.answered_tied
    across = _crossing(answered, outside)
    within = len(answered) - across
    if not (across and within and tied):
        return None
    tied_across = _crossing(tied, outside)
    external, internal = tied_across / across, (len(tied) - tied_across) / within
    return (external - internal) / (external + internal)
