"""The facts of a school as rows: current and retracted alike, not yet judged."""

from facts.people import STUDENT
from graph_service.records.fact_rows import FactRows
from graph_service.store import collected_rows
from graph_service.store.engine import Engine, Row, Transaction
from graph_service.store.people import (
    add_memberships,
    add_people,
    add_places,
    add_rounds,
    answers_about,
    answers_of,
    by_uid,
)
from graph_service.store.web_rows import once

SCHOOL_SECONDS = 60.0
"""A large school is read once a revision, and may take longer than a page."""


def school_rows(engine: Engine, school: str) -> FactRows:
    """Every fact with an end at a student ever enrolled at the school (its uid), and whoever occurs
    in them.

    Students of other schools come with their enrolments, answers and own reports.
    """
    return engine.read_together(lambda tx: _school_rows(tx, school), seconds=SCHOOL_SECONDS)


def _school_rows(tx: Transaction, school: str) -> FactRows:
    def asked(query: str) -> list[Row]:
        return tx.run(query, school=school)

    rows = FactRows(
        enrolments=list(collected_rows.enrolments(asked("school_enrolments"))),
        ties=list(collected_rows.ties(asked("school_adult_ties") + asked("school_peer_ties"))),
        reports=list(collected_rows.reports(asked("school_reports"))),
        answers=list(collected_rows.answers(asked("school_answers"))),
        contacts=list(collected_rows.contacts(asked("school_contacts"))),
    )
    add_memberships(rows, asked("school_memberships"))
    rows.ties += collected_rows.ties(asked("school_outer_peer_ties"), turned=True)
    rows.reports += collected_rows.reports(asked("school_outer_reports"), turned=True)
    members = {row.fact.student for row in rows.enrolments}
    add_people(tx, rows)
    students, adults = _sides(rows)
    outer = students - members
    rows.answers = once(rows.answers + answers_of(tx, outer, adults) + answers_about(tx, members))
    return _finished(tx, rows, outer)


def _finished(tx: Transaction, rows: FactRows, others: set[str]) -> FactRows:
    """The rows, with what the ``others`` said of their own ties, and everybody's places, rounds and
    names.
    """
    own = collected_rows.reports(by_uid(tx, "people_own_reports", others))
    rows.reports = once([*rows.reports, *own])
    add_places(tx, rows, others)
    add_rounds(tx, rows)
    add_people(tx, rows)
    return rows


def _sides(rows: FactRows) -> tuple[set[str], set[str]]:
    """The students and the adults among the people."""
    students = {person.uid for person in rows.people if person.kind == STUDENT}
    return students, {person.uid for person in rows.people} - students
