"""Role ties and places of people: ties with a first and a last day.

Ends are keys of people, schools and advisories. A tie holds from ``since`` (None: always) until
before ``until`` (None: still).
"""

from datetime import date
from typing import NamedTuple

Bond = tuple[str, str, str]
"""Role, alter, student: what is between whom, whenever it is."""


class RoleTie(NamedTuple):
    """The role of ``alter`` for ``student``.

    Between two peers, ``alter`` is the one whose key sorts first: a tie between peers is kept once
    and read from both ends. ``recorded_by`` is the account that recorded it, None for an import.
    """

    role: str
    alter: str
    student: str
    since: date | None = None
    until: date | None = None
    detail: str | None = None
    recorded_by: str | None = None

    @property
    def bond(self) -> Bond:
        """The two ends and the kind of a tie, whatever the days."""
        return (self.role, self.alter, self.student)


class Enrolment(NamedTuple):
    """A student at a school in one grade; ``status`` is enrolled, graduated or left."""

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
