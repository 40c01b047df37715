"""Answer rows of a web's statements, one a tie of whatever kind, sorted into the rows of
``records.facts``.
"""

from collections.abc import Iterable
from typing import TypeVar

from graph_service.records.changes import school_of
from graph_service.records.facts import (
    AnswerRow,
    ContactRow,
    EnrolmentRow,
    FactRows,
    MembershipRow,
    ReportRow,
    TieRow,
)
from graph_service.store.collected_rows import ROLES
from graph_service.store.engine import Row
from graph_service.store.times import day, day_or_none, instant, instant_or_none

OF_WEBS = frozenset({*ROLES, "REPORTED"})
"""The kinds of tie whose ends are people of a web."""
_Identified = TypeVar("_Identified", TieRow, AnswerRow, ReportRow, ContactRow)


def add_out(rows: FactRows, found: Iterable[Row]) -> None:
    """Add ties that begin at the row's ``near`` end."""
    for row in found:
        match row["what"]:
            case "REPORTED":
                rows.reports.append(_report(row, row["near"], row["far"]))
            case "ANSWERED":
                rows.answers.append(_answer(row))
            case "ENROLLED_AT":
                rows.enrolments.append(_enrolment(row))
            case "MEMBER_OF":
                rows.memberships.append(_membership(row))
            case _:
                rows.ties.append(_tie(row, row["near"], row["far"]))


def add_in(rows: FactRows, found: Iterable[Row]) -> None:
    """Add ties that end at the row's ``near`` end, a student."""
    for row in found:
        match row["what"]:
            case "REPORTED":
                rows.reports.append(_report(row, row["far"], row["near"]))
            case "CONTACTED":
                rows.contacts.append(_contact(row))
            case "PEER_OF":
                rows.ties.append(_tie(row, row["far"], row["near"]))
            case _:
                rows.ties.append(_tie(row, row["near"], row["far"]))


def add_once(rows: FactRows, more: FactRows) -> None:
    """Add ``more``, each tie of an id once."""
    rows.enrolments += more.enrolments
    rows.memberships += more.memberships
    rows.ties = once([*rows.ties, *more.ties])
    rows.answers = once([*rows.answers, *more.answers])
    rows.reports = once([*rows.reports, *more.reports])
    rows.contacts = once([*rows.contacts, *more.contacts])


def once(rows: Iterable[_Identified]) -> list[_Identified]:
    """Each row once, by its id."""
    return list({row[0]: row for row in rows}.values())


def _tie(row: Row, student: str, alter: str) -> TieRow:
    return (
        row["id"], student, alter, ROLES[row["what"]], day_or_none(row["since"]),
        day_or_none(row["until"]), row["detail"],
        instant(row["recorded_at"]), instant_or_none(row["retracted_at"]), row["recorded_by"],
    )  # fmt: skip


def _report(row: Row, ego: str, alter: str) -> ReportRow:
    return (
        row["id"], row["round"], ego, alter, row["informant"], row["support"], row["strength"],
        tuple(row["kinds"] or ()), day_or_none(row["reported_on"]), bool(row["confidential"]),
        row["recorded_by"],
        instant(row["recorded_at"]), instant_or_none(row["retracted_at"]),
    )  # fmt: skip


def _answer(row: Row) -> AnswerRow:
    return (
        row["id"], row["far"], row["near"], row["about"], row["status"],
        day_or_none(row["answered_on"]),
        row["unnamed_adults"] or 0, row["unnamed_peers"] or 0, row["recorded_by"],
        instant(row["recorded_at"]),
        instant_or_none(row["retracted_at"]),
    )  # fmt: skip


def _contact(row: Row) -> ContactRow:
    return (
        row["id"], row["far"], row["near"], day(row["held_on"]), row["kind"], row["by"],
        row["recorded_by"],
        instant(row["recorded_at"]), instant_or_none(row["retracted_at"]),
    )  # fmt: skip


def _enrolment(row: Row) -> EnrolmentRow:
    return (
        row["near"], row["far"], row["grade"], row["status"], day_or_none(row["since"]),
        day_or_none(row["until"]),
        instant(row["recorded_at"]), instant_or_none(row["retracted_at"]),
    )  # fmt: skip


def _membership(row: Row) -> MembershipRow:
    return (
        row["near"], row["far_name"], day_or_none(row["since"]), day_or_none(row["until"]),
        instant(row["recorded_at"]),
        instant_or_none(row["retracted_at"]), row["far"], school_of(row["far_key"]),
    )  # fmt: skip
