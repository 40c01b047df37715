"""How far the figures of a network can be trusted: asked, answered, cut off, left unnamed."""

from collections.abc import Iterable
from typing import NamedTuple

from analysis.evidence import Evidence

WARN = 0.10
"""From this share of capped answers on, people are warned."""


class NamingQuality(NamedTuple):
    """Numbers of students: all, asked about peers, answered, and at their round's cap.

    ``unnamed`` is the number of fellow students whom those who answered left unnamed.
    """

    students: int
    asked: int
    answered: int
    capped: int
    unnamed: int

    @property
    def cut_off(self) -> bool:
        """Whether so many answers reached the cap that counts of names are too low."""
        return self.answered > 0 and self.capped / self.answered >= WARN


def naming_quality(evidence: Evidence, students: Iterable[str]) -> NamingQuality:
    """The quality of these students' answers about peers that are in force."""
    total = asked = answered = capped = unnamed = 0
    for student in students:
        total += 1
        own = [answer for answer in evidence.answers.own(student) if answer.asks["peer"]]
        if own:
            answered += 1
            capped += not any(answer.complete["peer"] for answer in own)
            unnamed += max(answer.unnamed["peer"] for answer in own)
        asked += bool(own) or _asked_in_vain(evidence, student)
    return NamingQuality(total, asked, answered, capped, unnamed)


def _asked_in_vain(evidence: Evidence, student: str) -> bool:
    rows = evidence.unanswered.get(student, ())
    return any(evidence.facts.rounds[row.fact.round].asks in ("both", "peers") for row in rows)
