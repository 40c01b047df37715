"""The facts of some students, as they are judged: people, ties, rounds, answers, reports, contacts.

Each row is what somebody said or recorded, never a judgement, in the envelope in which the database
holds it (``facts.recorded``). People are named by an opaque key (``uid``); ``id`` is the school's
own, which orders what must not depend on chance.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal, TypeVar

from facts.kinds import Tie
from facts.people import NamedAdvisory, Person
from facts.recorded import Recorded
from facts.statements import Answer, Contact, Report, Round
from facts.ties import Enrolment, Membership, RoleTie

Side = Literal["adult", "peer"]
SIDES: tuple[Side, Side] = ("adult", "peer")

_Fact = TypeVar("_Fact", bound=Tie)


@dataclass(frozen=True, slots=True)
class Facts:
    """All rows that bear on some students: enough to judge everybody in ``enrolments``.

    ``withheld`` are the days of answers that are not among these, by round, informant and whom they
    are about: what else was said with such an answer is of that day, and the answer shows nothing.
    """

    people: Mapping[str, Person]
    enrolments: Sequence[Recorded[Enrolment]]
    memberships: Sequence[Recorded[Membership]]
    ties: Sequence[Recorded[RoleTie]]
    rounds: Mapping[str, Round]
    answers: Sequence[Recorded[Answer]]
    reports: Sequence[Recorded[Report]]
    contacts: Sequence[Recorded[Contact]]
    advisories: Mapping[str, NamedAdvisory] = field(default_factory=dict)
    withheld: Mapping[tuple[str, str, str | None], date] = field(default_factory=dict)

    def known(self, at: datetime | None = None) -> "Facts":
        """The rows that hold now (``at`` None), or that were known at that instant."""
        return replace(
            self,
            enrolments=_known(self.enrolments, at),
            memberships=_known(self.memberships, at),
            ties=_known(self.ties, at),
            answers=_known(self.answers, at),
            reports=_known(self.reports, at),
            contacts=_known(self.contacts, at),
        )


def _known(rows: Iterable[Recorded[_Fact]], at: datetime | None) -> list[Recorded[_Fact]]:
    if at is None:
        return [row for row in rows if row.retracted_at is None]
    return [row for row in rows if row.known(at)]
