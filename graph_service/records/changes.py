"""The changes of a write: nodes to set, ties to record and ties to retract. Ends are named by uid;
days are dates.

A tie holds its values only; its id comes from the store when it is recorded.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from facts.kinds import Said, Tie, students_of
from facts.recorded import Kept
from facts.statements import Round

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
    rounds: list[Round] = field(default_factory=list)
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


def students_in(changes: Changes) -> set[str]:
    """Every student (uid) whom the ties that these changes record or retract are about."""
    return {uid for tie in changes.ties() for uid in students_of(tie)}
