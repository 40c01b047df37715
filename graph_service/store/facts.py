"""The facts of a school, and those of one student's web, as rows: current and retracted alike, not yet judged."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from graph_service.records.facts import AnswerRow, ContactRow, FactRows, ReportRow, TieRow
from graph_service.store import columns
from graph_service.store.engine import Engine, Row
from graph_service.store.people import add_people, add_places, add_rounds, answers_about, answers_of, by_uid

STUDENT = "student"
_Identified = TypeVar("_Identified", TieRow, AnswerRow, ReportRow, ContactRow)


def school_rows(engine: Engine, school: str) -> FactRows:
    """Every fact with an end at a student ever enrolled at the school (its uid), and whoever occurs in them.

    Students of other schools come with their enrolments, answers and own reports.
    """

    def asked(query: str) -> list[Row]:
        return engine.read(query, school=school)

    rows = FactRows(
        enrolments=list(columns.enrolments(asked("school_enrolments"))),
        memberships=list(columns.memberships(asked("school_memberships"))),
        ties=list(columns.ties(asked("school_adult_ties") + asked("school_peer_ties"))),
        reports=list(columns.reports(asked("school_reports"))),
        answers=list(columns.answers(asked("school_answers"))),
        contacts=list(columns.contacts(asked("school_contacts"))),
    )
    rows.ties += columns.ties(asked("school_outer_peer_ties"), turned=True)
    rows.reports += columns.reports(asked("school_outer_reports"), turned=True)
    members = {row[0] for row in rows.enrolments}
    add_people(engine, rows)
    students, adults = _sides(rows)
    outer = students - members
    rows.answers = _once(rows.answers + answers_of(engine, outer, adults) + answers_about(engine, members))
    return _finished(engine, rows, outer)


def web_rows(engine: Engine, account: str, today: date, student: str) -> FactRows | None:
    """The facts of a student's web, if the account (its uid) may see the student today; else None.

    They are the student's own and those among the alters, and what the people of the web answered about one another.
    """
    scope: dict[str, Any] = {"account": account, "today": today, "student": student}
    if not engine.read("web_ego", **scope):
        return None
    rows = _own_rows(engine, scope)
    add_people(engine, rows)
    ends = {end for tie in rows.ties for end in tie[1:3]} | {end for report in rows.reports for end in report[2:4]}
    students, adults = _sides(rows)
    peers = (students & ends) - {student}
    if peers:
        _add_rows_among(engine, rows, {**scope, "students": sorted(peers), "adults": sorted(adults & ends)})
    add_people(engine, rows)
    students, adults = _sides(rows)
    given = answers_of(engine, students | {student}, adults) + answers_about(engine, [student])
    within = {None, student, *peers}
    rows.answers = _once(answer for answer in given if answer[3] in within)
    add_places(engine, rows, [student])
    return _finished(engine, rows, peers)


def _own_rows(engine: Engine, given: dict[str, Any]) -> FactRows:
    """Ties, reports and contacts of the student."""
    rows = FactRows(
        ties=list(columns.ties(engine.read("web_adult_ties", **given) + engine.read("web_peer_ties", **given))),
        reports=list(columns.reports(engine.read("web_reports", **given))),
        contacts=list(columns.contacts(engine.read("web_contacts", **given))),
    )
    rows.ties += columns.ties(engine.read("web_outer_peer_ties", **given), turned=True)
    rows.reports += columns.reports(engine.read("web_outer_reports", **given), turned=True)
    return rows


def _add_rows_among(engine: Engine, rows: FactRows, scope: dict[str, Any]) -> None:
    """Add the ties, reports and contacts among the alters."""
    peers_only = {name: value for name, value in scope.items() if name != "adults"}
    among = engine.read("web_alter_adult_ties", **scope) + engine.read("web_alter_peer_ties", **peers_only)
    rows.ties = _once([*rows.ties, *columns.ties(among)])
    rows.reports = _once([*rows.reports, *columns.reports(engine.read("web_alter_reports", **scope))])
    rows.contacts = _once([*rows.contacts, *columns.contacts(engine.read("web_alter_contacts", **scope))])


def _finished(engine: Engine, rows: FactRows, others: set[str]) -> FactRows:
    """The rows, with what the ``others`` said of their own ties, and everybody's places, rounds and names."""
    own = columns.reports(by_uid(engine, "people_own_reports", others))
    rows.reports = _once([*rows.reports, *own])
    add_places(engine, rows, others)
    add_rounds(engine, rows)
    add_people(engine, rows)
    return rows


def _sides(rows: FactRows) -> tuple[set[str], set[str]]:
    """The students and the adults among the people."""
    students = {person[0] for person in rows.people if person[3] == STUDENT}
    return students, {person[0] for person in rows.people} - students


def _once(rows: Iterable[_Identified]) -> list[_Identified]:
    """Each row once, by its id."""
    return list({row[0]: row for row in rows}.values())
