"""Ego measures: numbers of a student's own web on a day, the ego and the alters that count, undirected and unweighted.

They are taken in the ego's own web, as survey practice and egor do, never in the whole graph, where the alters' outside ties
would dilute them. Undefined is None. The tests hold every number equal to NetworkX on the same web.

Burt, R. S. (1992), Structural Holes; Borgatti, S. P. (1997), Structural holes: unpacking Burt's redundancy measures.
"""

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import NamedTuple

import networkx as nx

from analysis.evidence import Evidence
from analysis.facts import STUDENT
from analysis.presence import in_force
from analysis.states import StudentStates


class EgoMeasures(NamedTuple):
    """The measures of one ego's web.

    ``size``, ``adults``, ``peers``: alters that count. ``inside``, ``outside``: of the adults, staff of the school and others.
    ``role_diversity``: distinct roles among them, a peer being one role. ``tied``, ``observable``, ``possible``: pairs of alters.
    ``density``: tied ÷ observable (None without an observable pair). ``effective_size``: n − 2t/n for n alters and t ties among
    them; ``constraint``: Burt's, with the ego included; both None for an isolate.
    """

    size: int
    adults: int
    peers: int
    inside: int
    outside: int
    role_diversity: int
    tied: int
    observable: int
    possible: int
    density: float | None
    effective_size: float | None
    constraint: float | None


class EgoWeb(NamedTuple):
    """An ego, the alters that count, and the pairs of them that are tied (smaller uid first)."""

    ego: str
    alters: tuple[str, ...]
    tied: tuple[tuple[str, str], ...]

    def graph(self) -> "nx.Graph[str]":
        """The web as a NetworkX graph, the ego included; an isolate is a graph of one node."""
        graph: nx.Graph[str] = nx.Graph()
        graph.add_node(self.ego)
        graph.add_edges_from((self.ego, alter) for alter in self.alters)
        graph.add_edges_from(self.tied)
        return graph


def ego_web(evidence: Evidence, ego: str, alters: Iterable[str]) -> EgoWeb:
    """The web of these alters around the ego."""
    members = tuple(sorted(alters))
    among = set(members)
    tied = set()
    for alter in members:
        known = {*evidence.ties.get(alter, ()), *evidence.words.get(alter, ())}
        for other in known & among:
            pair = (alter, other) if alter < other else (other, alter)
            if pair not in tied and _tied(evidence, *pair):
                tied.add(pair)
    return EgoWeb(ego, members, tuple(sorted(tied)))


def measure_all(evidence: Evidence, states: Mapping[str, StudentStates]) -> dict[str, EgoMeasures]:
    """The measures of every student whose states were judged from the evidence."""
    return {ego: measure(evidence, each) for ego, each in states.items()}


def measure(evidence: Evidence, states: StudentStates, scope: frozenset[str] | None = None) -> EgoMeasures:
    """The measures of one student's web.

    ``scope`` are the students a reader may see (None: all): of a pair with neither end in it nothing can be observed.
    """
    counted = [*states.adult.counted, *states.peer.counted]
    web = ego_web(evidence, states.adult.ego, (each.alter for each in counted))
    people = evidence.facts.people
    inside = sum(people[each.alter].kind == "staff" for each in states.adult.counted)
    size, tied = len(counted), len(web.tied)
    observable = _observable(evidence, web, scope)
    return EgoMeasures(
        size=size,
        adults=states.adult.n,
        peers=states.peer.n,
        inside=inside,
        outside=states.adult.n - inside,
        role_diversity=len({role for each in counted for role in each.roles}),
        tied=tied,
        observable=observable,
        possible=size * (size - 1) // 2,
        density=tied / observable if observable else None,
        effective_size=size - 2 * tied / size if size else None,
        constraint=_constraint(web) if size else None,
    )


def _tied(evidence: Evidence, first: str, second: str) -> bool:
    return _tied_from(evidence, first, second) or _tied_from(evidence, second, first)


def _tied_from(evidence: Evidence, student: str, other: str) -> bool:
    if evidence.facts.people[student].kind != STUDENT:
        return False
    for tie in evidence.ties.get(student, {}).get(other, ()):
        if in_force(tie, evidence.on):
            return True
    return _good_word(evidence, student, other)


def _good_word(evidence: Evidence, student: str, other: str) -> bool:
    words = [
        word
        for word in evidence.words_on(student, other)
        if word.informant in (student, other) and not evidence.is_silent(word, student, other)
    ]
    own = [word for word in words if word.informant == student and evidence.is_fresh(word, student, other)]
    return any(evidence.fault(word, student, other) == "" for word in own or words)


def _observable(evidence: Evidence, web: EgoWeb, scope: frozenset[str] | None) -> int:
    """Pairs that are tied, or of which a peer's answer in force is complete for the other's side."""
    peers = [alter for alter in web.alters if evidence.side(alter) == "peer"]
    adults = [alter for alter in web.alters if evidence.side(alter) == "adult"]
    of_peers, of_adults = evidence.answers.complete["peer"], evidence.answers.complete["adult"]
    shown = [(a, b) for a, b in combinations(peers, 2) if a in of_peers or b in of_peers]
    shown += [(a, b) if a < b else (b, a) for a in peers if a in of_adults for b in adults]
    if scope is not None:
        shown = [(a, b) for a, b in shown if a in scope or b in scope]
    return len({*shown, *web.tied})


def _constraint(web: EgoWeb) -> float:
    """Burt's constraint: the sum over alters j of (p_ej + Σ_q p_eq p_qj)², p being a share of a person's own ties in the web."""
    size = len(web.alters)
    among: dict[str, list[str]] = {alter: [] for alter in web.alters}
    for first, second in web.tied:
        among[first].append(second)
        among[second].append(first)
    shares = {alter: 1 / (len(others) + 1) for alter, others in among.items()}
    return sum(((1 + sum(shares[q] for q in others)) / size) ** 2 for others in among.values())
