"""Which pairs of a student's alters are tied, and which an answer shows, tied or not.

Two alters are tied if a role tie between them is in force, or one has a good word on the other.
A pair is shown by the complete answer of a peer, whatever that answer says. Nobody reports ties
between adults, so no answer shows such a pair.
"""

from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from analysis.evidence import Evidence
from analysis.presence import in_force

Pair = tuple[str, str]
"""Two alters, the smaller uid first."""


class Pairs(NamedTuple):
    """The pairs of some alters that are tied, and those that an answer shows."""

    tied: frozenset[Pair]
    answered: frozenset[Pair]

    def agreed(self, other: "Pairs") -> "Pairs":
        """The pairs of which both readings know the same; where they differ, nothing is known."""
        answered = (self.answered & other.answered) - (self.tied ^ other.tied)
        return Pairs(self.tied & other.tied, answered)


def pairs_of(
    evidence: Evidence, alters: Iterable[str], scope: frozenset[str] | None = None
) -> Pairs:
    """The known pairs of these alters.

    ``scope`` are the students a reader may see (None: all): of a pair with neither end in it,
    nothing can be observed.
    """
    members = sorted(alters)
    tied = frozenset(_tied_among(evidence, members))
    return Pairs(tied, frozenset(_answered(evidence, members, scope)))


def tied_pairs(evidence: Evidence, alters: Iterable[str]) -> list[Pair]:
    """The pairs of these alters that are tied, in order."""
    return sorted(_tied_among(evidence, sorted(alters)))


def _tied_among(evidence: Evidence, members: list[str]) -> set[Pair]:
    tied = set()
    for student in members:
        ties, words = evidence.ties.get(student), evidence.words.get(student)
        if not ties and not words:
            continue
        for other in members:
            if (ties and other in ties) or (words and other in words):
                pair = (student, other) if student < other else (other, student)
                if pair not in tied and _tied_from(evidence, student, other):
                    tied.add(pair)
    return tied


def _pair(first: str, second: str) -> Pair:
    return (first, second) if first < second else (second, first)


def _tied_from(evidence: Evidence, student: str, other: str) -> bool:
    """Whether what is known of the student ties the two; ties and words belong to students."""
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


def _answered(
    evidence: Evidence, members: list[str], scope: frozenset[str] | None
) -> Iterable[Pair]:
    """Pairs that a peer's complete answer shows: chosen by answers alone, whatever they say."""
    peers = [alter for alter in members if evidence.side(alter) == "peer"]
    adults = [alter for alter in members if alter not in peers]
    of_peers, of_adults = evidence.answers.complete["peer"], evidence.answers.complete["adult"]
    shown = [(a, b) for a, b in combinations(peers, 2) if a in of_peers or b in of_peers]
    shown += [_pair(a, b) for a in peers if a in of_adults for b in adults]
    if scope is None:
        return shown
    return [(a, b) for a, b in shown if a in scope or b in scope]
