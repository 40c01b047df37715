"""Ego measures: numbers of a student's own web on a day, the ego and the alters that count,
undirected and unweighted.

They are taken in the ego's own web, as survey practice and egor do, never in the whole graph, where
the alters' outside ties would dilute them. Undefined is None. The tests hold every number equal to
NetworkX on the same web.

Burt, R. S. (1992), Structural Holes; Borgatti, S. P. (1997), Structural holes: unpacking Burt's
redundancy measures.
"""

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import NamedTuple

import networkx as nx

from analysis.evidence import Evidence
from analysis.presence import in_force
from analysis.states import StudentStates
from facts.people import STUDENT


class EgoMeasures(NamedTuple):
    """The measures of one ego's web, as far as somebody observed it.

    What a side nobody observed holds is not known: ``adults``, ``inside`` and ``outside`` are None
    where that is the adult side, ``peers`` where it is the peer side, and ``size`` and
    ``role_diversity`` where it is either. The others are taken among the alters of the sides that
    are observed, and are None where none is.

    ``size``, ``adults``, ``peers``: alters that count. ``inside``, ``outside``: of the adults,
    staff of the school and others. ``role_diversity``: distinct roles among them, a peer being one
    role. ``tied``, ``observable``, ``possible``: pairs of alters. ``density``: tied ÷ observable
    (None without an observable pair). ``answered``: pairs that somebody's answer shows, tied or
    not; ``answered_tied``: those of them that are tied; ``answered_density``: the one ÷ the other
    (None without such a pair). ``effective_size``: n − 2t/n for n alters and t ties among them;
    ``constraint``: Burt's, with the ego included; both None for an isolate.
    """

    size: int | None
    adults: int | None
    peers: int | None
    inside: int | None
    outside: int | None
    role_diversity: int | None
    tied: int | None
    observable: int | None
    possible: int | None
    density: float | None
    answered_tied: int | None
    answered: int | None
    answered_density: float | None
    effective_size: float | None
    constraint: float | None


Pair = tuple[str, str]
"""Two alters, the smaller uid first."""


class Pairs(NamedTuple):
    """Of the pairs of some alters, those that are tied, and those that somebody's answer shows,
    tied or not.
    """

    tied: frozenset[Pair]
    answered: frozenset[Pair]

    @property
    def observable(self) -> frozenset[Pair]:
        """The pairs of which it is known whether they are tied."""
        return self.tied | self.answered

    def agreed(self, other: "Pairs") -> "Pairs":
        """The pairs of which both readings know the same; where they differ, nothing is known."""
        return Pairs(
            self.tied & other.tied, (self.answered & other.answered) - (self.tied ^ other.tied)
        )


class EgoWeb(NamedTuple):
    """An ego, some alters, and the pairs of them that are tied."""

    ego: str
    alters: tuple[str, ...]
    tied: tuple[Pair, ...]

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
    return {ego: measure(evidence, sides) for ego, sides in states.items()}


def measure(
    evidence: Evidence, states: StudentStates, scope: frozenset[str] | None = None
) -> EgoMeasures:
    """The measures of one student's web.

    ``scope`` are the students a reader may see (None: all): of a pair with neither end in it
    nothing can be observed.
    """
    return measure_pairs(evidence, states, pairs_of(evidence, alters_of(states), scope))


def alters_of(states: StudentStates) -> tuple[str, ...]:
    """The alters that count on the sides that somebody observed, by uid: on the others those who
    are known are there by chance.
    """
    return tuple(
        sorted(verdict.alter for side in states if side.observing for verdict in side.counted)
    )


def pairs_of(
    evidence: Evidence, alters: tuple[str, ...], scope: frozenset[str] | None = None
) -> Pairs:
    """What is known of the pairs of these alters."""
    web = ego_web(evidence, "", alters)
    return Pairs(frozenset(web.tied), frozenset(_answered(evidence, web, scope)))


def measure_pairs(evidence: Evidence, states: StudentStates, pairs: Pairs) -> EgoMeasures:
    """The measures of one student's web, with what is known of the pairs of its alters."""
    people = evidence.facts.people
    adults, peers = (len(side.counted) if side.observing else None for side in states)
    inside = (
        None
        if adults is None
        else sum(people[verdict.alter].kind == "staff" for verdict in states.adult.counted)
    )
    alters = alters_of(states)
    observed = adults is not None or peers is not None
    whole = adults is not None and peers is not None
    size, tied = len(alters), len(pairs.tied)
    answered_tied = len(pairs.tied & pairs.answered)
    roles = {role for side in states for verdict in side.counted for role in verdict.roles}
    return EgoMeasures(
        size=size if whole else None,
        adults=adults,
        peers=peers,
        inside=inside,
        outside=None if adults is None or inside is None else adults - inside,
        role_diversity=len(roles) if whole else None,
        tied=tied if observed else None,
        observable=len(pairs.observable) if observed else None,
        possible=size * (size - 1) // 2 if observed else None,
        density=tied / len(pairs.observable) if pairs.observable else None,
        answered_tied=answered_tied if observed else None,
        answered=len(pairs.answered) if observed else None,
        answered_density=answered_tied / len(pairs.answered) if pairs.answered else None,
        effective_size=size - 2 * tied / size if size else None,
        constraint=_constraint(alters, pairs.tied) if size else None,
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
    own = [
        word
        for word in words
        if word.informant == student and evidence.is_fresh(word, student, other)
    ]
    return any(evidence.fault(word, student, other) == "" for word in own or words)


def _answered(evidence: Evidence, web: EgoWeb, scope: frozenset[str] | None) -> list[Pair]:
    """Pairs of which a peer's answer in force is complete for the other's side: chosen by answers
    alone, whatever they say.
    """
    peers = [alter for alter in web.alters if evidence.side(alter) == "peer"]
    adults = [alter for alter in web.alters if evidence.side(alter) == "adult"]
    of_peers, of_adults = evidence.answers.complete["peer"], evidence.answers.complete["adult"]
    shown = [(a, b) for a, b in combinations(peers, 2) if a in of_peers or b in of_peers]
    shown += [(a, b) if a < b else (b, a) for a in peers if a in of_adults for b in adults]
    if scope is not None:
        shown = [(a, b) for a, b in shown if a in scope or b in scope]
    return shown


def _constraint(alters: Iterable[str], tied: Iterable[Pair]) -> float:
    """Burt's constraint: the sum over alters j of (p_ej + Σ_q p_eq p_qj)², p being a share of a
    person's own ties in the web.
    """
    among: dict[str, list[str]] = {alter: [] for alter in alters}
    size = len(among)
    for first, second in sorted(tied):
        among[first].append(second)
        among[second].append(first)
    shares = {alter: 1 / (len(others) + 1) for alter, others in among.items()}
    return sum(((1 + sum(shares[q] for q in others)) / size) ** 2 for others in among.values())
