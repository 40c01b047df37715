"""Facts as they come out of the database: rows in the order of their fields, current and retracted
alike, not yet judged.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

PersonRow = tuple[str, str, str, str, date | None, date | None]
"""uid, id, name, kind, active_from, active_until"""
EnrolmentRow = tuple[str, str, str | None, str, date | None, date | None, datetime, datetime | None]
"""student, school uid, grade, status, since, until, recorded_at, retracted_at"""
MembershipRow = tuple[str, str, date | None, date | None, datetime, datetime | None, str, str]
"""student, advisory name, since, until, recorded_at, retracted_at, advisory uid, name of its
school"""
TieRow = tuple[
    str, str, str, str, date | None, date | None, str | None, datetime, datetime | None, str | None
]
"""id, student, alter, role, since, until, detail, recorded_at, retracted_at, recorded_by"""
RoundRow = tuple[str, str, str, str, date, date | None, int | None, int | None]
"""uid, id, kind, asks, opened_on, closed_on, max_adults, max_peers"""
AnswerRow = tuple[
    str, str, str, str | None, str, date | None, int, int, str | None, datetime, datetime | None
]
"""id, round, informant, about, status, answered_on, unnamed_adults, unnamed_peers, recorded_by,
recorded_at, retracted_at"""
ReportRow = tuple[
    str,
    str,
    str,
    str,
    str,
    str,
    int | None,
    tuple[str, ...],
    date | None,
    bool,
    str | None,
    datetime,
    datetime | None,
]
"""id, round, ego, alter, informant, support, strength, kinds, reported_on, confidential,
recorded_by, recorded_at, retracted_at"""
ContactRow = tuple[str, str, str, date, str, str | None, str | None, datetime, datetime | None]
"""id, adult, student, held_on, kind, by, recorded_by, recorded_at, retracted_at"""


@dataclass(slots=True)
class FactRows:
    """All rows that bear on some students."""

    people: list[PersonRow] = field(default_factory=list)
    enrolments: list[EnrolmentRow] = field(default_factory=list)
    memberships: list[MembershipRow] = field(default_factory=list)
    ties: list[TieRow] = field(default_factory=list)
    rounds: list[RoundRow] = field(default_factory=list)
    answers: list[AnswerRow] = field(default_factory=list)
    reports: list[ReportRow] = field(default_factory=list)
    contacts: list[ContactRow] = field(default_factory=list)
