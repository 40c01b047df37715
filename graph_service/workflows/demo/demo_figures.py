"""Tables judged before they are in any database: what a school's figures would be."""

from datetime import UTC, date, datetime

from analysis.evidence import Evidence
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
from analysis.presence import enrolled
from analysis.rule import Rule
from analysis.states import judge_all
from graph_service.records.tables import Tables
from graph_service.workflows.states.judging import side_figure
from graph_service.workflows.states.views import SideFigure


def facts_of_tables(tables: Tables) -> Facts:
    """The tables as facts, people named by the school's own ids."""
    known = datetime.min.replace(tzinfo=UTC)
    people = {row.id: Person(row.id, row.id, row.name, "student") for row in tables.students}
    for adult in tables.adults:
        people[adult.id] = Person(
            adult.id, adult.id, adult.name, adult.kind, adult.active_from, adult.active_until
        )
    return Facts(
        people=people,
        enrolments=[
            Enrolment(
                row.id, row.school, row.grade, row.status, row.enrolled_on, row.left_on, known
            )
            for row in tables.students
        ],
        memberships=[
            Membership(row.id, row.advisory, None, None, known, None, row.advisory, row.school)
            for row in tables.students
            if row.advisory
        ],
        ties=[
            RoleTie(
                str(row.line),
                row.student_id,
                row.alter_id,
                row.role,
                row.since,
                row.until,
                row.detail,
                known,
            )
            for row in tables.ties
        ],
        rounds={
            row.id: Round(
                row.id,
                row.id,
                row.kind,
                row.asks,
                row.opened_on,
                row.closed_on,
                row.max_adults,
                row.max_peers,
            )
            for row in tables.rounds
        },
        answers=[
            Answer(
                str(row.line),
                row.round_id,
                row.informant_id,
                row.student_id,
                row.status,
                row.answered_on,
                row.unnamed_adults,
                row.unnamed_peers,
                None,
                known,
            )
            for row in tables.answers
        ],
        reports=[
            Report(
                str(row.line),
                row.round_id,
                row.student_id,
                row.alter_id,
                row.informant_id,
                row.support,
                row.strength,
                row.kinds,
                row.reported_on,
                row.confidential,
                None,
                known,
            )
            for row in tables.reports
        ],
        contacts=[
            Contact(
                str(row.line), row.adult_id, row.student_id, row.on, row.kind, row.by, None, known
            )
            for row in tables.contacts
        ],
    )


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
