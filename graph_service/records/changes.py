"""What a write does: nodes to set, ties to record and ties to retract. Ends are named by uid; days
are dates.

A tie holds its values only; its id comes from the store when it is recorded.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

ROLE_KINDS = {
    "advisor": "ADVISES",
    "mentor": "MENTORS",
    "family": "FAMILY_OF",
    "teacher": "TEACHES",
    "other": "KNOWS",
    "peer": "PEER_OF",
}
"""The kind of tie of each role."""

KEY_SEPARATOR = "\x1f"


def key_of(source: str, id: str) -> str:
    """The unique key of a person or round: its source and the id that the source gives it."""
    return f"{source}{KEY_SEPARATOR}{id}"


def school_of(key: str) -> str:
    """The name of the school in an advisory's key."""
    return key.split(KEY_SEPARATOR, maxsplit=1)[0]


class SchoolNode(NamedTuple):
    """A school that is new."""

    uid: str
    name: str


class AdvisoryNode(NamedTuple):
    """An advisory that is new. ``key`` is the school's name and its own."""

    uid: str
    key: str
    name: str


class StudentNode(NamedTuple):
    """A student, new or changed. ``attributes`` is JSON text of the further columns.

    ``email`` serves to tell whom a file means; no page, file or release has it.
    """

    uid: str
    source: str
    id: str
    name: str
    interests: tuple[str, ...]
    attributes: str
    email: str | None = None


class AdultNode(NamedTuple):
    """An adult, new or changed."""

    uid: str
    source: str
    id: str
    name: str
    kind: str
    email: str | None = None
    organisation: str | None = None
    capacity: int | None = None
    interests: tuple[str, ...] = ()
    active_from: date | None = None
    active_until: date | None = None


class RoundNode(NamedTuple):
    """A round, new or changed."""

    uid: str
    source: str
    id: str
    kind: str
    asks: str
    opened_on: date
    closed_on: date | None
    max_adults: int | None
    max_peers: int | None


class RoleTie(NamedTuple):
    """What ``alter`` is to ``student``. Of two peers, ``alter`` is the one whose key sorts
    first.
    """

    role: str
    alter: str
    student: str
    since: date | None
    until: date | None
    detail: str | None
    recorded_by: str | None = None


class Enrolment(NamedTuple):
    """One link of a student's chain: a grade at a school."""

    student: str
    school: str
    grade: str | None
    status: str
    since: date | None
    until: date | None


class Membership(NamedTuple):
    """A student in an advisory."""

    student: str
    advisory: str
    since: date | None
    until: date | None


class Place(NamedTuple):
    """An advisory, an adult or a round (``what``) that is at a school."""

    what: str
    uid: str
    school: str
    since: date | None
    until: date | None


class Answer(NamedTuple):
    """Whether ``informant`` answered ``round`` about the student ``about``."""

    round: str
    informant: str
    by_student: bool
    about: str | None
    status: str
    answered_on: date | None
    unnamed_adults: int
    unnamed_peers: int
    recorded_by: str | None


class Report(NamedTuple):
    """What ``informant`` said in ``round`` of the tie from ``ego`` to ``alter``."""

    round: str
    ego: str
    alter: str
    of_peer: bool
    informant: str
    support: str
    strength: int | None
    kinds: tuple[str, ...]
    reported_on: date | None
    confidential: bool
    recorded_by: str | None


class Contact(NamedTuple):
    """A day on which ``adult`` and ``student`` were in touch."""

    adult: str
    student: str
    held_on: date
    kind: str
    by: str | None
    recorded_by: str | None


Said = Answer | Report | Contact
"""What people said or logged: an administrator is not told what of it is there."""
Tie = RoleTie | Enrolment | Membership | Place | Said


def tie_key(tie: Tie) -> tuple[object, ...]:
    """What makes a tie the same one."""
    match tie:
        case RoleTie():
            return tie[:4]
        case Answer():
            return (tie.round, tie.informant, tie.about)
        case Report():
            return (tie.round, tie.ego, tie.alter, tie.informant)
        case Contact():
            return tie[:4]
        case _:
            return tuple(tie)


def tie_values(tie: Tie) -> tuple[object, ...]:
    """What a tie says beside its key; who recorded it is no part of it."""
    return tuple(tie)[4:6] if isinstance(tie, RoleTie) else tuple(tie)[:-1]


class Kept(NamedTuple):
    """A tie as it stands in the database, not retracted, with its id there."""

    id: str
    tie: Tie


@dataclass(slots=True)
class Changes:
    """All that one transaction does to the facts. ``schools`` are uids of schools that it is about;
    it may reach more.

    ``later`` are further ties, in as many portions as they come in, each read when it is needed:
    they may be more than memory should hold.
    """

    new_schools: list[SchoolNode] = field(default_factory=list)
    new_advisories: list[AdvisoryNode] = field(default_factory=list)
    students: list[StudentNode] = field(default_factory=list)
    adults: list[AdultNode] = field(default_factory=list)
    rounds: list[RoundNode] = field(default_factory=list)
    retract: list[Kept] = field(default_factory=list)
    add: list[Tie] = field(default_factory=list)
    schools: set[str] = field(default_factory=set)
    later: "Sequence[Changes]" = ()

    def __bool__(self) -> bool:
        """Whether anything changes."""
        return bool(self.own_rows() or self.later)

    def parts(self) -> "Iterator[Changes]":
        """These and all later ones, one after the other."""
        yield self
        yield from self.later

    def ties(self) -> Iterator[Tie]:
        """Every tie that is added or retracted, later ones too."""
        for part in self.parts():
            yield from part.add
            yield from (kept.tie for kept in part.retract)

    def own_rows(self) -> int:
        """How many nodes and ties there are to write, without the later ones."""
        people = len(self.students) + len(self.adults) + len(self.rounds)
        return (
            people
            + len(self.new_schools)
            + len(self.new_advisories)
            + len(self.retract)
            + len(self.add)
        )

    def rows(self) -> int:
        """The same, with the later ones."""
        return sum(part.own_rows() for part in self.parts())

    def rows_said(self) -> int:
        """How many of these rows are what people said."""
        return sum(isinstance(tie, Said) for tie in self.ties())


def people_of(tie: Tie) -> Iterator[str]:
    """Whoever a tie is about or comes from."""
    match tie:
        case RoleTie():
            yield from (tie.alter, tie.student)
        case Report():
            yield from (tie.ego, tie.alter, tie.informant)
        case Answer():
            yield from (tie.informant, *([] if tie.about is None else [tie.about]))
        case Contact():
            yield from (tie.adult, tie.student)
        case Enrolment() | Membership():
            yield tie.student
        case Place():
            pass


def students_of(tie: Tie) -> Iterator[str]:
    """The students whom a tie is about."""
    match tie:
        case RoleTie():
            yield from (tie.student, *([tie.alter] if tie.role == "peer" else []))
        case Report():
            yield from (tie.ego, *([tie.alter] if tie.of_peer else []))
        case Answer():
            about = tie.informant if tie.by_student else tie.about
            yield from [] if about is None else [about]
        case Contact() | Enrolment() | Membership():
            yield tie.student
        case Place():
            pass


def students_in(changes: Changes) -> set[str]:
    """Every student (uid) whom the ties that these changes record or retract are about."""
    return {uid for tie in changes.ties() for uid in students_of(tie)}
