"""A student's own web: the student (the ego) and the alters that count, undirected and unweighted.

Measures are taken in it, as survey practice and egor do, and never in the whole school's graph.
There the alters' outside ties would dilute them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

import networkx as nx

from analysis.evidence import Evidence, Verdict
from analysis.pairs import Pair, Pairs, pairs_of
from analysis.states import SideState, StudentStates

Number = int | float
Needs = Literal["adults", "peers", "both", "either"]
"""The sides that somebody must have observed before a measure has a value."""

UNOBSERVED: dict[Needs, str] = {
    "adults": "nobody who could know has answered about adults",
    "peers": "nobody who could know has answered about peers",
    "both": "nobody who could know has answered about one of the sides",
    "either": "nobody who could know has answered about either side",
}


_UNSEEN: dict[tuple[bool, bool], frozenset[Needs]] = {
    (False, False): frozenset(),
    (True, False): frozenset({"adults", "both"}),
    (False, True): frozenset({"peers", "both"}),
    (True, True): frozenset({"adults", "peers", "both", "either"}),
}
"""By whether adults and peers were not observed, the needs that are not met."""


class WebAlter(NamedTuple):
    """An alter that counts: all that a measure, and so a release, can tell of one.

    ``strength`` is the greatest that a good word gives; None where nobody gave one.
    """

    uid: str
    kind: str
    roles: tuple[str, ...]
    strength: int | None = None


@dataclass(eq=False)
class EgoWeb:
    """The alters that count on each side, and what is known of their pairs.

    A side that nobody observed is None. Those who are known there are known by chance, so nothing
    is measured among them. ``alters`` are those of the observed sides, adults first;
    ``observable`` the pairs known to be tied or not; ``answered_tied`` those an answer shows tied.
    ``unseen`` are the needs that the web does not meet, and ``found`` the measures already taken,
    by name, so that one may rest on another.
    """

    ego: str
    adults: tuple[WebAlter, ...] | None
    peers: tuple[WebAlter, ...] | None
    pairs: Pairs
    alters: tuple[WebAlter, ...] = field(init=False)
    size: int = field(init=False)
    observable: frozenset[Pair] = field(init=False)
    answered_tied: frozenset[Pair] = field(init=False)
    unseen: frozenset[Needs] = field(init=False)
    found: dict[str, Number | None] = field(init=False)

    def __post_init__(self) -> None:
        """Work out once what several measures ask for: a school has thousands of webs."""
        tied, answered = self.pairs
        self.alters = (self.adults or ()) + (self.peers or ())
        self.size = len(self.alters)
        self.observable = tied | answered
        self.answered_tied = tied & answered
        self.unseen = _UNSEEN[self.adults is None, self.peers is None]
        self.found = {}

    @cached_property
    def graph(self) -> "nx.Graph[str]":
        """The web with the ego; an isolate is a graph of one node."""
        graph = self.graph_of(self.pairs.tied)
        graph.add_node(self.ego)
        graph.add_edges_from((self.ego, alter.uid) for alter in self.alters)
        return graph

    def graph_of(self, pairs: frozenset[Pair]) -> "nx.Graph[str]":
        """The alters without the ego, joined by these pairs."""
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from(alter.uid for alter in self.alters)
        graph.add_edges_from(sorted(pairs))
        return graph

    def why_unseen(self, needs: Needs) -> str:
        """Why a measure with these needs is missing here; '' where they are met."""
        if needs not in self.unseen:
            return ""
        if needs == "both":
            sides: list[Needs] = ["adults", "peers"]
            unseen = [side for side in sides if side in self.unseen]
            needs = unseen[0] if len(unseen) == 1 else "either"
        return UNOBSERVED[needs]

    def value(self, measure: Callable[["EgoWeb"], Number | None]) -> Number | None:
        """The value of another measure, taken once."""
        name = measure.__name__
        if name not in self.found:
            self.found[name] = measure(self)
        return self.found[name]


def ego_web(
    evidence: Evidence, states: StudentStates, scope: frozenset[str] | None = None
) -> EgoWeb:
    """The web of a student whose states were judged; ``scope`` as in ``pairs_of``."""
    return ego_web_with(evidence, states, pairs_of(evidence, alters_of(states), scope))


def ego_web_with(evidence: Evidence, states: StudentStates, pairs: Pairs) -> EgoWeb:
    """The same, with what is known of the pairs of its alters."""
    adults, peers = (counted(evidence, side) if side.observing else None for side in states)
    return EgoWeb(states.adult.ego, adults, peers, pairs)


def counted(evidence: Evidence, side: SideState) -> tuple[WebAlter, ...]:
    """The people who count on a side, as measures know them."""
    people = evidence.facts.people
    told = [
        (verdict.alter, people[verdict.alter].kind, verdict.roles, strength_of(verdict))
        for verdict in side.counted
    ]
    return tuple(map(WebAlter._make, told))


def strength_of(verdict: Verdict) -> int | None:
    """The greatest strength in the words that make an alter count; all of them are good."""
    words = verdict.considered
    if len(words) == 1:
        return words[0].strength
    return max((word.strength for word in words if word.strength is not None), default=None)


def alters_of(states: StudentStates) -> list[str]:
    """The uids of the alters that count on the observed sides."""
    return [verdict.alter for side in states if side.observing for verdict in side.counted]
