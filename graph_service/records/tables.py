"""A school's own tables, parsed: one row type a table, days as dates, ids as the school writes
them.

``line`` is the physical line of the record's first line in its file (a workbook's row number), for
faults. Blank cells are None, or the value the table's documentation says a blank stands for.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


class StudentRow(NamedTuple):
    """One student. ``status`` is enrolled (also for blank), graduated or left; ``attributes`` are
    further columns, for equity tables only.

    ``email`` serves to tell whom a file means and nothing else.
    """

    line: int
    id: str
    name: str
    school: str
    grade: str | None = None
    advisory: str | None = None
    status: str = "enrolled"
    enrolled_on: date | None = None
    left_on: date | None = None
    interests: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    email: str | None = None


class AdultRow(NamedTuple):
    """One adult. ``kind`` is staff, mentor, family or community."""

    line: int
    id: str
    name: str
    kind: str
    email: str | None = None
    school: str | None = None
    organisation: str | None = None
    capacity: int | None = None
    interests: tuple[str, ...] = ()
    active_from: date | None = None
    active_until: date | None = None


class StayRow(NamedTuple):
    """A school where somebody is, was or will be beside the one of their own row; key: person,
    school, since.
    """

    line: int
    person_id: str
    school: str
    grade: str | None = None
    since: date | None = None
    until: date | None = None


class TieRow(NamedTuple):
    """An alter's role for a student; key: student, alter, role, since (a pair of peers in either
    order).
    """

    line: int
    student_id: str
    alter_id: str
    role: str
    since: date | None = None
    until: date | None = None
    detail: str | None = None


class RoundRow(NamedTuple):
    """One collection of reports. ``asks`` is both (also for blank), adults or peers."""

    line: int
    id: str
    school: str
    kind: str
    asks: str
    opened_on: date
    closed_on: date | None = None
    max_adults: int | None = None
    max_peers: int | None = None


class AnswerRow(NamedTuple):
    """Whether someone answered a round. ``student_id`` is filled in with the informant where a
    student's cell is blank; None: no student named.
    """

    line: int
    round_id: str
    informant_id: str
    student_id: str | None
    status: str
    answered_on: date | None = None
    unnamed_adults: int = 0
    unnamed_peers: int = 0


class ReportRow(NamedTuple):
    """An informant's word on a tie; key: round, student, alter, informant."""

    line: int
    round_id: str
    student_id: str
    alter_id: str
    informant_id: str
    support: str
    strength: int | None = None
    kinds: tuple[str, ...] = ()
    reported_on: date | None = None
    confidential: bool = False


class ContactRow(NamedTuple):
    """A day on which an adult and a student were in touch; key: student, adult, day, kind."""

    line: int
    student_id: str
    adult_id: str
    on: date
    kind: str
    by: str | None = None


@dataclass(slots=True)
class Tables:
    """The eight tables of a school. A table that was not given is empty, and ``given`` does not
    hold its name.

    ``missing`` are the columns that a table's file does not have, which say nothing; ``attributes``
    the names of the further columns of students (None: all there are). ``departed`` are the ids of
    people who stand in the files as no longer active: whoever of them is known leaves on the
    import's day, and nobody of them is brought in.
    """

    students: list[StudentRow] = field(default_factory=list)
    adults: list[AdultRow] = field(default_factory=list)
    ties: list[TieRow] = field(default_factory=list)
    rounds: list[RoundRow] = field(default_factory=list)
    answers: list[AnswerRow] = field(default_factory=list)
    reports: list[ReportRow] = field(default_factory=list)
    contacts: list[ContactRow] = field(default_factory=list)
    stays: list[StayRow] = field(default_factory=list)
    given: set[str] = field(default_factory=set)
    missing: dict[str, frozenset[str]] = field(default_factory=dict)
    attributes: frozenset[str] | None = None
    departed: frozenset[str] = frozenset()
