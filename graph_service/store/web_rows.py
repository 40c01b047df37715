"""Answer rows of a web's statements, one a tie of whatever kind, sorted into recorded facts."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from facts.kinds import Tie
from facts.people import STUDENT, NamedAdvisory
from facts.recorded import Recorded
from facts.statements import Answer, Contact, Report
from facts.ties import Enrolment, Membership, RoleTie
from graph_service.records.changes import school_of
from graph_service.records.fact_rows import FactRows
from graph_service.store.collected_rows import ROLES
from graph_service.store.engine import Row
from graph_service.store.times import day, day_or_none, instant, instant_or_none

OF_WEBS = frozenset({*ROLES, "REPORTED"})
"""The kinds of tie whose ends are people of a web."""
_Fact = TypeVar("_Fact", bound=Tie)


def add_out(rows: FactRows, found: Iterable[Row]) -> None:
    """Add ties that begin at the row's ``near`` end."""
    for row in found:
        match row["what"]:
            case "REPORTED":
                of_peer = row["far_kind"] == STUDENT
                rows.reports.append(_report(row, row["near"], row["far"], of_peer=of_peer))
            case "ANSWERED":
                rows.answers.append(_answer(row))
            case "ENROLLED_AT":
                rows.enrolments.append(_enrolment(row))
            case "MEMBER_OF":
                rows.memberships.append(_membership(row))
                rows.advisories.append(
                    NamedAdvisory(row["far"], row["far_name"], school_of(row["far_key"]))
                )
            case _:
                rows.ties.append(_tie(row, row["near"], row["far"]))


def add_in(rows: FactRows, found: Iterable[Row]) -> None:
    """Add ties that end at the row's ``near`` end, a student."""
    for row in found:
        match row["what"]:
            case "REPORTED":
                rows.reports.append(_report(row, row["far"], row["near"], of_peer=True))
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
    rows.advisories += more.advisories
    rows.ties = once([*rows.ties, *more.ties])
    rows.answers = once([*rows.answers, *more.answers])
    rows.reports = once([*rows.reports, *more.reports])
    rows.contacts = once([*rows.contacts, *more.contacts])


def once(rows: Iterable[Recorded[_Fact]]) -> list[Recorded[_Fact]]:
    """Each row once, by its id."""
    return list({row.id: row for row in rows}.values())


def _recorded(row: Row, fact: _Fact) -> Recorded[_Fact]:
    instants = instant(row["recorded_at"]), instant_or_none(row["retracted_at"])
    return Recorded(row["id"], fact, *instants)


def _days(row: Row) -> tuple[date | None, date | None]:
    return day_or_none(row["since"]), day_or_none(row["until"])


def _tie(row: Row, student: str, alter: str) -> Recorded[RoleTie]:
    role = ROLES[row["what"]]
    tie = RoleTie(role, alter, student, *_days(row), row["detail"], row["recorded_by"])
    return _recorded(row, tie)


def _report(row: Row, ego: str, alter: str, *, of_peer: bool) -> Recorded[Report]:
    report = Report(
        row["round"], ego, alter, of_peer, row["informant"], row["support"], row["strength"],
        tuple(row["kinds"] or ()), day_or_none(row["reported_on"]), bool(row["confidential"]),
        row["recorded_by"],
    )  # fmt: skip
    return _recorded(row, report)


def _answer(row: Row) -> Recorded[Answer]:
    answer = Answer(
        row["far"], row["near"], row["near_kind"] == STUDENT, row["about"], row["status"],
        day_or_none(row["answered_on"]), row["unnamed_adults"] or 0, row["unnamed_peers"] or 0,
        row["recorded_by"],
    )  # fmt: skip
    return _recorded(row, answer)


def _contact(row: Row) -> Recorded[Contact]:
    contact = Contact(
        row["far"], row["near"], day(row["held_on"]), row["kind"], row["by"], row["recorded_by"]
    )
    return _recorded(row, contact)


def _enrolment(row: Row) -> Recorded[Enrolment]:
    enrolment = Enrolment(row["near"], row["far"], row["grade"], row["status"], *_days(row))
    return _recorded(row, enrolment)


def _membership(row: Row) -> Recorded[Membership]:
    return _recorded(row, Membership(row["near"], row["far"], *_days(row)))
