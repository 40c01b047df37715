"""How much of what holds a set of changes would end: what a second, explicit yes is asked for.
Pure.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from facts.kinds import Tie
from facts.ties import Bond, Enrolment, RoleTie
from graph_service.records.changes import AdultNode, Changes
from graph_service.records.current import Current

MOST = 20
MOST_SHARE = 0.05
"""An import that ends more than so many people or ties, or more than this share of them, is asked
about."""


class Endings(NamedTuple):
    """How many people and ties would end on the effective day or before, of how many that have
    not.
    """

    people: int = 0
    of_people: int = 0
    ties: int = 0
    of_ties: int = 0

    @property
    def number(self) -> int:
        """People and ties together: the number a second yes has to name."""
        return self.people + self.ties

    @property
    def many(self) -> bool:
        """Whether that is more than an ordinary day's work."""
        return _many(self.people, self.of_people) or _many(self.ties, self.of_ties)

    def and_ties(self, more: "Endings") -> "Endings":
        """These, and the ties of ``more``, whose people are counted here already."""
        return self._replace(ties=self.ties + more.ties, of_ties=self.of_ties + more.of_ties)

    def __str__(self) -> str:
        return f"{self.people} of {self.of_people} people and {self.ties} of {self.of_ties} ties"


class Gone(NamedTuple):
    """The people and ties that end, by uid, and of how many; ties by role, alter and student."""

    students: frozenset[str]
    adults: frozenset[str]
    ties: frozenset[Bond]
    of_people: int
    of_ties: int

    @property
    def endings(self) -> Endings:
        """How many they are."""
        return Endings(
            len(self.students) + len(self.adults), self.of_people, len(self.ties), self.of_ties
        )


def gone(
    changes: Changes, current: Current, effective: date, left: frozenset[str] = frozenset()
) -> Gone:
    """The current facts that the changes would end: enrolled students, active adults, role ties.

    A tie that goes on under another first day, or a student who goes on in another grade or school,
    does not end. ``left`` are adults (uids) who left, whether they are active elsewhere or not.
    """
    retracted = {kept.id for kept in changes.retract}
    before = [kept.tie for kept in current.ties]
    after = [kept.tie for kept in current.ties if kept.id not in retracted] + changes.add
    students, students_after = (_enrolled(ties, effective) for ties in (before, after))
    adults = _active(current.adults, effective)
    adults_after = _active(
        {**current.adults, **{node.id: node for node in changes.adults}}, effective
    )
    ties, ties_after = (_in_force(tie, effective) for tie in (before, after))
    return Gone(
        frozenset(students - students_after),
        frozenset(adults - adults_after) | left,
        frozenset(ties - ties_after),
        len(students) + len(adults),
        len(ties),
    )


def ends(old: Tie, new: Tie, effective: date) -> bool:
    """Whether a role tie that went on ends by the effective day, now that other days are said of
    it.
    """
    if not isinstance(old, RoleTie) or not isinstance(new, RoleTie):
        return False
    went_on = old.until is None or old.until > effective
    return went_on and new.until is not None and new.until <= effective


def _many(ended: int, of: int) -> bool:
    return ended > MOST or ended > MOST_SHARE * of


def _enrolled(ties: list[Tie], day: date) -> set[str]:
    return {
        tie.student
        for tie in ties
        if isinstance(tie, Enrolment)
        and (tie.status == "enrolled" if tie.until is None else tie.until > day)
    }


def _active(adults: Mapping[str, AdultNode], day: date) -> set[str]:
    return {
        node.uid for node in adults.values() if node.active_until is None or node.active_until > day
    }


def _in_force(ties: list[Tie], day: date) -> set[Bond]:
    return {
        tie.bond
        for tie in ties
        if isinstance(tie, RoleTie) and (tie.until is None or tie.until > day)
    }
