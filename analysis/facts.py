"""The facts everything is derived from: people, ties, rounds, answers, reports and contacts, as
rows.

Each row is what somebody said or recorded, never a judgement. Days are dates. ``recorded_at`` and
``retracted_at`` are aware instants: a row is *known* at an instant when it was recorded by then and
not yet retracted. People are named by an opaque key (``uid``); ``id`` is the school's own, which
orders what must not depend on chance.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple, TypeVar

Side = Literal["adult", "peer"]
SIDES: tuple[Side, Side] = ("adult", "peer")
Role = Literal["advisor", "mentor", "family", "teacher", "other", "peer"]
ADULT_ROLES: tuple[Role, ...] = ("advisor", "mentor", "family", "teacher", "other")
Support = Literal["supportive", "neutral", "stressful", "none"]
STUDENT = "student"
CONVERSATION = "conversation"
IN_CONFIDENCE = "conversation in confidence"
"""The kind of a round that holds what a student said in confidence: its answers are for those who
may read its reports."""


class Person(NamedTuple):
    """Someone in a web. ``kind`` is student, staff, mentor, family or community; the two days are
    an adult's (students have enrolments).
    """

    uid: str
    id: str
    name: str
    kind: str
    active_from: date | None = None
    active_until: date | None = None


class Enrolment(NamedTuple):
    """A student at a school in one grade, from ``since`` until before ``until``; ``status`` is
    enrolled, graduated or left.
    """

    student: str
    school: str
    grade: str | None
    status: str
    since: date | None
    until: date | None
    recorded_at: datetime
    retracted_at: datetime | None = None


class Membership(NamedTuple):
    """A student in an advisory (its name) of a school (its name), from ``since`` until before
    ``until``.

    Advisories of one name at two schools are two: ``uid`` tells them apart.
    """

    student: str
    advisory: str
    since: date | None
    until: date | None
    recorded_at: datetime
    retracted_at: datetime | None = None
    uid: str = ""
    school: str = ""


class RoleTie(NamedTuple):
    """What ``alter`` is to ``student``; a tie between two peers is kept once and read from both
    ends.
    """

    id: str
    student: str
    alter: str
    role: str
    since: date | None
    until: date | None
    detail: str | None
    recorded_at: datetime
    retracted_at: datetime | None = None
    recorded_by: str | None = None


class Round(NamedTuple):
    """One collection of reports from named people. ``asks`` is both, adults or peers; the caps are
    None where there is none.
    """

    uid: str
    id: str
    kind: str
    asks: str
    opened_on: date
    closed_on: date | None = None
    max_adults: int | None = None
    max_peers: int | None = None


class Answer(NamedTuple):
    """Whether ``informant`` answered ``round`` about the student ``about`` (None: no student
    named), and whom they left unnamed.
    """

    id: str
    round: str
    informant: str
    about: str | None
    status: str
    answered_on: date | None
    unnamed_adults: int
    unnamed_peers: int
    recorded_by: str | None
    recorded_at: datetime
    retracted_at: datetime | None = None


class Report(NamedTuple):
    """What ``informant`` said in ``round`` of the tie from ``ego`` to ``alter``."""

    id: str
    round: str
    ego: str
    alter: str
    informant: str
    support: str
    strength: int | None
    kinds: tuple[str, ...]
    reported_on: date | None
    confidential: bool
    recorded_by: str | None
    recorded_at: datetime
    retracted_at: datetime | None = None


class Contact(NamedTuple):
    """A day on which ``adult`` and ``student`` were in touch. ``by`` is who logged it, as text."""

    id: str
    adult: str
    student: str
    held_on: date
    kind: str
    by: str | None
    recorded_by: str | None
    recorded_at: datetime
    retracted_at: datetime | None = None


_Row = TypeVar("_Row", Enrolment, Membership, RoleTie, Answer, Report, Contact)


@dataclass(frozen=True, slots=True)
class Facts:
    """All rows that bear on some students: enough to judge every student enrolled in
    ``enrolments``.

    ``withheld`` are the days of answers that are not among these, by round, informant and whom they
    are about: what else was said with such an answer is of that day, and the answer shows nothing.
    """

    people: Mapping[str, Person]
    enrolments: Sequence[Enrolment]
    memberships: Sequence[Membership]
    ties: Sequence[RoleTie]
    rounds: Mapping[str, Round]
    answers: Sequence[Answer]
    reports: Sequence[Report]
    contacts: Sequence[Contact]
    withheld: Mapping[tuple[str, str, str | None], date] = field(default_factory=dict)

    def known(self, at: datetime | None = None) -> "Facts":
        """The rows that hold now (``at`` None: not retracted), or that were known at the instant
        ``at``.
        """
        return Facts(
            self.people,
            _known(self.enrolments, at),
            _known(self.memberships, at),
            _known(self.ties, at),
            self.rounds,
            _known(self.answers, at),
            _known(self.reports, at),
            _known(self.contacts, at),
            self.withheld,
        )


def _known(rows: Iterable[_Row], at: datetime | None) -> list[_Row]:
    if at is None:
        return [row for row in rows if row.retracted_at is None]
    return [
        row
        for row in rows
        if row.recorded_at <= at and (row.retracted_at is None or row.retracted_at > at)
    ]
