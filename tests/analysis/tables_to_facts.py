"""A school's plain tables as the facts the database would give, without a database."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, TypeVar, cast

from analysis.facts import Facts
from facts.kinds import Tie
from facts.people import NamedAdvisory, Person
from facts.recorded import Recorded
from facts.statements import Answer, Contact, Report, Round
from facts.ties import Enrolment, Membership, RoleTie
from graph_service.records.tables import Tables, TieRow

_Fact = TypeVar("_Fact", bound=Tie)
RECORDED = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
"""When everything was recorded, unless a test says otherwise."""


def uid_of(own_id: str) -> str:
    """The opaque key of a person or round: it sorts otherwise than the school's own id."""
    return "u-" + "".join(chr(0x7F - ord(letter) + 0x20) for letter in reversed(own_id))


def _uid_or_none(own_id: str | None) -> str | None:
    return None if own_id is None else uid_of(own_id)


def facts_of(tables: Tables, recorded_at: datetime = RECORDED) -> Facts:
    """The facts of the tables, all recorded at one instant; a school's key is its name."""
    people = {
        uid_of(row.id): Person(uid_of(row.id), row.id, row.name, "student")
        for row in tables.students
    } | {
        uid_of(row.id): Person(
            uid_of(row.id), row.id, row.name, row.kind, row.active_from, row.active_until
        )
        for row in tables.adults
    }
    students = {row.id for row in tables.students}

    def recorded(facts: Iterable[_Fact], what: str) -> list[Recorded[_Fact]]:
        return [Recorded(f"{what}-{place}", fact, recorded_at) for place, fact in enumerate(facts)]

    enrolments = (
        Enrolment(uid_of(s.id), s.school, s.grade, s.status, s.enrolled_on, s.left_on)
        for s in tables.students
    )
    memberships = (
        Membership(uid_of(s.id), s.advisory, s.enrolled_on, s.left_on)
        for s in tables.students
        if s.advisory is not None
    )
    answers = (
        Answer(
            uid_of(a.round_id), uid_of(a.informant_id), a.informant_id in students,
            _uid_or_none(a.student_id), a.status, a.answered_on, a.unnamed_adults, a.unnamed_peers,
        )
        for a in tables.answers
    )  # fmt: skip
    reports = (
        Report(
            uid_of(r.round_id), uid_of(r.student_id), uid_of(r.alter_id), r.alter_id in students,
            uid_of(r.informant_id), r.support, r.strength, r.kinds, r.reported_on, r.confidential,
        )
        for r in tables.reports
    )  # fmt: skip
    contacts = (
        Contact(uid_of(c.adult_id), uid_of(c.student_id), c.on, c.kind, c.by)
        for c in tables.contacts
    )
    return Facts(
        people=people,
        enrolments=recorded(enrolments, "enrolment"),
        memberships=recorded(memberships, "membership"),
        ties=recorded((_tie(row, students) for row in tables.ties), "tie"),
        rounds={
            uid_of(r.id): Round(
                uid_of(r.id), r.id, r.kind, r.asks, r.opened_on, r.closed_on, r.max_adults,
                r.max_peers,
            )
            for r in tables.rounds
        },
        answers=recorded(answers, "answer"),
        reports=recorded(reports, "report"),
        contacts=recorded(contacts, "contact"),
        advisories={
            s.advisory: NamedAdvisory(s.advisory, s.advisory, s.school)
            for s in tables.students
            if s.advisory is not None
        },
    )  # fmt: skip


def _tie(row: TieRow, students: set[str]) -> RoleTie:
    """One tie; a pair of peers is kept once, from the one whose id sorts first."""
    student, alter = row.student_id, row.alter_id
    if alter in students:
        student, alter = sorted((student, alter))
    return RoleTie(row.role, uid_of(alter), uid_of(student), row.since, row.until, row.detail)


def saying(row: Recorded[_Fact], id: str = "", **changes: Any) -> Recorded[_Fact]:
    """The row with another fact, and under another ``id`` where one is given."""
    fact = cast("_Fact", row.fact._replace(**changes))
    return row._replace(id=id or row.id, fact=fact)
