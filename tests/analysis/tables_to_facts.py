"""A school's plain tables as the facts the database would give, without a database."""

from datetime import UTC, datetime

from analysis.facts import (
    Answer,
    Contact,
    Enrolment,
    Facts,
    Membership,
    Person,
    Report,
    RoleTie,
    Round,
)
from graph_service.records.tables import Tables, TieRow

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
    return Facts(
        people=people,
        enrolments=[
            Enrolment(
                uid_of(s.id), s.school, s.grade, s.status, s.enrolled_on, s.left_on, recorded_at
            )
            for s in tables.students
        ],
        memberships=[
            Membership(uid_of(s.id), s.advisory, s.enrolled_on, s.left_on, recorded_at)
            for s in tables.students
            if s.advisory is not None
        ],
        ties=[_tie(place, row, students, recorded_at) for place, row in enumerate(tables.ties)],
        rounds={
            uid_of(r.id): Round(
                uid_of(r.id),
                r.id,
                r.kind,
                r.asks,
                r.opened_on,
                r.closed_on,
                r.max_adults,
                r.max_peers,
            )
            for r in tables.rounds
        },
        answers=[
            Answer(
                f"answer-{place}",
                uid_of(a.round_id),
                uid_of(a.informant_id),
                _uid_or_none(a.student_id),
                a.status,
                a.answered_on,
                a.unnamed_adults,
                a.unnamed_peers,
                None,
                recorded_at,
            )
            for place, a in enumerate(tables.answers)
        ],
        reports=[
            Report(
                f"report-{place}",
                uid_of(r.round_id),
                uid_of(r.student_id),
                uid_of(r.alter_id),
                uid_of(r.informant_id),
                r.support,
                r.strength,
                r.kinds,
                r.reported_on,
                r.confidential,
                None,
                recorded_at,
            )
            for place, r in enumerate(tables.reports)
        ],
        contacts=[
            Contact(
                f"contact-{place}",
                uid_of(c.adult_id),
                uid_of(c.student_id),
                c.on,
                c.kind,
                c.by,
                None,
                recorded_at,
            )
            for place, c in enumerate(tables.contacts)
        ],
    )


def _tie(place: int, row: TieRow, students: set[str], recorded_at: datetime) -> RoleTie:
    """One tie; a pair of peers is kept once, from the one whose id sorts first."""
    student, alter = row.student_id, row.alter_id
    if alter in students:
        student, alter = sorted((student, alter))
    return RoleTie(
        f"tie-{place}",
        uid_of(student),
        uid_of(alter),
        row.role,
        row.since,
        row.until,
        row.detail,
        recorded_at,
    )
