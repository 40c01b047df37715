"""Which pairs of a student's alters are tied, and which an answer shows, tied or not.

Two alters are tied if a role tie between them is in force, or one has a good word on the other.
A pair is shown by the complete answer of a peer, whatever that answer says. Nobody reports ties
between adults, so no answer shows such a pair.
"""

from collections.abc import Iterable, Mapping
from itertools import combinations
from types import MappingProxyType
from typing import NamedTuple

from analysis.evidence import Evidence
from analysis.facts import Side
from analysis.presence import in_force
from analysis.statements import Statement

Pair = tuple[str, str]
"""Two alters, the smaller uid first."""
Unheard = Mapping[Side, frozenset[str]]
"""By side, the students whose own statements about that side are left out."""
EVERYBODY_HEARD: Unheard = MappingProxyType({"adult": frozenset(), "peer": frozenset()})


class Pairs(NamedTuple):
    """The pairs of some alters that are tied, and those that an answer shows."""

    tied: frozenset[Pair]
    answered: frozenset[Pair]

    def agreed(self, other: "Pairs") -> "Pairs":
        """The pairs of which both readings know the same; where they differ, nothing is known."""
        answered = (self.answered & other.answered) - (self.tied ^ other.tied)
        return Pairs(self.tied & other.tied, answered)


def pairs_of(
    evidence: Evidence,
    alters: Iterable[str],
    scope: frozenset[str] | None = None,
    unheard: Unheard = EVERYBODY_HEARD,
) -> Pairs:
    """The known pairs of these alters.

    ``scope`` are the students a reader may see (None: all): of a pair with neither end in it,
    nothing can be observed. Statements of the ``unheard`` show nothing.
    """
    members = sorted(alters)
    tied = frozenset(_tied_among(evidence, members, unheard))
    return Pairs(tied, frozenset(_answered(evidence, members, scope, unheard)))


def tied_pairs(evidence: Evidence, alters: Iterable[str]) -> list[Pair]:
    """The pairs of these alters that are tied, in order."""
    return sorted(_tied_among(evidence, sorted(alters), EVERYBODY_HEARD))


def _tied_among(evidence: Evidence, members: list[str], unheard: Unheard) -> set[Pair]:
    tied = set()
    for student in members:
        ties, words = evidence.ties.get(student), evidence.words.get(student)
        if not ties and not words:
            continue
        for other in members:
            if (ties and other in ties) or (words and other in words):
                pair = (student, other) if student < other else (other, student)
                if pair not in tied and _tied_from(evidence, student, other, unheard):
                    tied.add(pair)
    return tied


def _pair(first: str, second: str) -> Pair:
    return (first, second) if first < second else (second, first)


def _tied_from(evidence: Evidence, student: str, other: str, unheard: Unheard) -> bool:
    """Whether what is known of the student ties the two; ties and words belong to students."""
    for tie in evidence.ties.get(student, {}).get(other, ()):
        if in_force(tie, evidence.on):
            return True
    return _good_word(evidence, student, other, unheard)


def _good_word(evidence: Evidence, student: str, other: str, unheard: Unheard) -> bool:
    words = [
        word
        for word in evidence.words_on(student, other)
        if word.informant in (student, other)
        and not evidence.is_silent(word, student, other)
        and not _is_unheard(evidence, word, student, other, unheard)
    ]
    own = [
        word
        for word in words
        if word.informant == student and evidence.is_fresh(word, student, other)
    ]
    return any(evidence.fault(word, student, other) == "" for word in own or words)


def _is_unheard(
    evidence: Evidence, word: Statement, student: str, other: str, unheard: Unheard
) -> bool:
    """Whether the informant's statements about the side of the other end are left out."""
    end = other if word.informant == student else student
    return word.informant in unheard[evidence.side(end)]


def _answered(
    evidence: Evidence, members: list[str], scope: frozenset[str] | None, unheard: Unheard
) -> Iterable[Pair]:
    """Pairs that a peer's complete answer shows: chosen by answers alone, whatever they say."""
    peers = [alter for alter in members if evidence.side(alter) == "peer"]
    adults = [alter for alter in members if alter not in peers]
    complete = evidence.answers.complete
    of_peers = complete["peer"] - unheard["peer"]
    of_adults = complete["adult"] - unheard["adult"]
    shown = [(a, b) for a, b in combinations(peers, 2) if a in of_peers or b in of_peers]
    shown += [_pair(a, b) for a in peers if a in of_adults for b in adults]
    if scope is None:
        return shown
    return [(a, b) for a, b in shown if a in scope or b in scope]
