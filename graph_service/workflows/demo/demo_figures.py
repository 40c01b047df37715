"""Tables judged before they are in any database: what a school's figures would be."""

from datetime import UTC, date, datetime
from typing import TypeVar

from analysis.evidence import Evidence
from analysis.facts import Facts
from analysis.presence import enrolled
from analysis.rule import Rule
from analysis.states import judge_all
from facts.kinds import Tie
from facts.people import STUDENT, NamedAdvisory, Person
from facts.recorded import Recorded
from facts.statements import Answer, Contact, Report, Round
from facts.ties import Enrolment, Membership, RoleTie
from graph_service.records.changes import key_of
from graph_service.records.tables import (
    AnswerRow,
    ContactRow,
    ReportRow,
    StudentRow,
    Tables,
    TieRow,
)
from graph_service.workflows.states.judging import side_figure
from graph_service.workflows.states.views import SideFigure

_Fact = TypeVar("_Fact", bound=Tie)


def facts_of_tables(tables: Tables) -> Facts:
    """The tables as facts, people named by the school's own ids."""
    students = {row.id for row in tables.students}
    people = {row.id: Person(row.id, row.id, row.name, STUDENT) for row in tables.students}
    for adult in tables.adults:
        days = adult.active_from, adult.active_until
        people[adult.id] = Person(adult.id, adult.id, adult.name, adult.kind, *days)
    return Facts(
        people=people,
        enrolments=[
            _known(
                row,
                Enrolment(
                    row.id, row.school, row.grade, row.status, row.enrolled_on, row.left_on
                ),
            )
            for row in tables.students
        ],
        memberships=[
            _known(row, Membership(row.id, key_of(row.school, row.advisory), None, None))
            for row in tables.students
            if row.advisory
        ],
        ties=[
            _known(
                row,
                RoleTie(row.role, row.alter_id, row.student_id, row.since, row.until, row.detail),
            )
            for row in tables.ties
        ],
        rounds={
            row.id: Round(
                row.id, row.id, row.kind, row.asks, row.opened_on, row.closed_on,
                row.max_adults, row.max_peers,
            )
            for row in tables.rounds
        },
        answers=[
            _known(
                row,
                Answer(
                    row.round_id, row.informant_id, row.informant_id in students, row.student_id,
                    row.status, row.answered_on, row.unnamed_adults, row.unnamed_peers,
                ),
            )
            for row in tables.answers
        ],
        reports=[
            _known(
                row,
                Report(
                    row.round_id, row.student_id, row.alter_id, row.alter_id in students,
                    row.informant_id, row.support, row.strength, row.kinds, row.reported_on,
                    row.confidential,
                ),
            )
            for row in tables.reports
        ],
        contacts=[
            _known(row, Contact(row.adult_id, row.student_id, row.on, row.kind, row.by))
            for row in tables.contacts
        ],
        advisories={
            key_of(row.school, row.advisory): NamedAdvisory(
                key_of(row.school, row.advisory), row.advisory, row.school
            )
            for row in tables.students
            if row.advisory
        },
    )  # fmt: skip


def _known(
    row: StudentRow | TieRow | AnswerRow | ReportRow | ContactRow, fact: _Fact
) -> Recorded[_Fact]:
    return Recorded(str(row.line), fact, datetime.min.replace(tzinfo=UTC))


def preview_figures(tables: Tables, rule: Rule, on: date) -> tuple[SideFigure, SideFigure]:
    """The adult and the peer figure of all schools in the tables together, as they would be on the
    day.
    """
    facts = facts_of_tables(tables)
    students = [
        student
        for school in sorted({row.school for row in tables.students})
        for student in enrolled(facts, on, school)
    ]
    states = judge_all(Evidence(facts, rule, on), students).values()
    return side_figure("adult", (student.adult for student in states)), side_figure(
        "peer", (student.peer for student in states)
    )
