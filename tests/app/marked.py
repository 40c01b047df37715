"""Random schools in which every person carries marks of their own, and what a reader with few
students may see of them.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count, islice
from typing import NamedTuple, TypeVar

from graph_service.records.tables import (
    AdultRow,
    AnswerRow,
    ContactRow,
    ReportRow,
    RoundRow,
    StudentRow,
    Tables,
    TieRow,
)
from tests.analysis.random_schools import OTHER_SCHOOL, SCHOOL, random_tables

Row = TypeVar("Row", TieRow, ReportRow, ContactRow)


class Marked(NamedTuple):
    """A school whose people are marked, the day it is looked at, and the adult who looks."""

    tables: Tables
    on: date
    adult: str


def marked_schools(number: int) -> list[Marked]:
    """This many random schools in which somebody advises some students and not others."""
    made = (_marked_school(seed) for seed in count())
    return list(islice((school for school in made if school is not None), number))


def _marked_school(seed: int) -> Marked | None:
    source = random.Random(seed)  # noqa: S311  seeded chance, not a secret
    school = random_tables(seed)
    tables = school.tables
    students = [_mark_student(row, source) for row in tables.students]
    adults = [_mark_adult(row, source) for row in tables.adults]
    ties = [tie._replace(detail=_mark(source)) for tie in tables.ties]
    reports = [report._replace(kinds=(_mark(source),)) for report in tables.reports]
    contacts = [contact._replace(by=_mark(source)) for contact in tables.contacts]
    marked = replace(
        tables, students=students, adults=adults, ties=ties, reports=reports, contacts=contacts
    )
    advisors = sorted(
        {tie.alter_id for tie in ties if tie.role == "advisor" and _holds(tie, school.on)}
    )
    if not advisors:
        return None
    made = Marked(marked, school.on, source.choice(advisors))
    return made if seen_by(made).outside else None


def _mark(source: random.Random) -> str:
    return f"Mark{source.randrange(16**10):010x}"


def _mark_student(row: StudentRow, source: random.Random) -> StudentRow:
    school = source.choice((SCHOOL, SCHOOL, OTHER_SCHOOL)) if row.id != "s0" else SCHOOL
    return row._replace(
        name=f"Student {_mark(source)}", school=school, advisory=_mark(source), grade=_mark(source)
    )


def _mark_adult(row: AdultRow, source: random.Random) -> AdultRow:
    return row._replace(name=f"Adult {_mark(source)}", organisation=_mark(source))


def _holds(tie: TieRow, on: date) -> bool:
    return (tie.since is None or tie.since <= on) and (tie.until is None or on < tie.until)


class Sight(NamedTuple):
    """Ids: students in scope, everyone else who is part of a tie or word that may be seen, and
    everybody that is neither.
    """

    scope: frozenset[str]
    around: frozenset[str]
    outside: frozenset[str]


def seen_by(school: Marked) -> Sight:
    """An advisor's view by the plainest reading of the rights: every tie with one end in their
    students.
    """
    tables = school.tables
    advises = [tie for tie in tables.ties if tie.role == "advisor" and tie.alter_id == school.adult]
    scope = {tie.student_id for tie in advises if _holds(tie, school.on)}
    around = {school.adult}
    for tie in tables.ties:
        if scope & {tie.student_id, tie.alter_id}:
            around |= {tie.student_id, tie.alter_id}
    for report in tables.reports:
        if in_sight(report, scope, school.adult):
            around |= {report.student_id, report.alter_id, report.informant_id}
    around |= {
        answer.informant_id
        for answer in tables.answers
        if answer.student_id in scope and _is_shown(answer, school)
    }
    around |= {contact.adult_id for contact in tables.contacts if contact.student_id in scope}
    everyone = {row.id for row in tables.students} | {row.id for row in tables.adults}
    return Sight(frozenset(scope), frozenset(around - scope), frozenset(everyone - scope - around))


def _is_shown(answer: AnswerRow, school: Marked) -> bool:
    """Whether an answer about one of their students came with nothing in confidence that the
    advisor did not say.
    """
    said = (answer.round_id, answer.informant_id, answer.student_id)
    return answer.informant_id == school.adult or not any(
        row.confidential and (row.round_id, row.informant_id, row.student_id) == said
        for row in school.tables.reports
    )


def in_sight(report: ReportRow, scope: set[str] | frozenset[str], adult: str) -> bool:
    """Whether an advisor may read a report: one end is theirs, and it is not confidential, unless
    they gave it.
    """
    if report.confidential and report.informant_id != adult:
        return False
    return bool(scope & {report.student_id, report.alter_id})


def hidden_marks(school: Marked) -> Iterator[str]:
    """Every mark that the adult may not meet anywhere."""
    scope, _, outside = seen_by(school)
    names = [(row.id, row.name) for row in school.tables.students] + [
        (row.id, row.name) for row in school.tables.adults
    ]
    yield from (name.split()[-1] for id, name in names if id in outside)
    for student in school.tables.students:
        if student.id not in scope:
            yield from (mark for mark in (student.advisory, student.grade) if mark)
    yield from _marks_of_ties(school, scope)


def _marks_of_ties(school: Marked, scope: frozenset[str]) -> Iterator[str]:
    for tie in school.tables.ties:
        if not scope & {tie.student_id, tie.alter_id} and tie.detail:
            yield tie.detail
    for report in school.tables.reports:
        if not in_sight(report, scope, school.adult):
            yield from report.kinds
    for contact in school.tables.contacts:
        if contact.student_id not in scope and contact.by:
            yield contact.by


def changed_outside(school: Marked, seed: int) -> Tables:
    """The same school as the adult sees it, and another outside: names, ties, words, contacts, and
    words in confidence.
    """
    source = random.Random(seed)  # noqa: S311  seeded chance, not a secret
    scope, around, outside = seen_by(school)
    tables = school.tables
    stranger = StudentRow(2, "s-new", f"Student {_mark(source)}", SCHOOL, "9", "A")
    students = [_mark_student(row, source) if row.id in outside else row for row in tables.students]
    students = [
        new._replace(school=old.school) for new, old in zip(students, tables.students, strict=True)
    ]
    adults = [_mark_adult(row, source) if row.id in outside else row for row in tables.adults]
    reports = [_other_word(row, source) if _apart(row, scope) else row for row in tables.reports]
    whole = replace(tables, students=[*students, stranger], adults=adults, reports=reports)
    whole = _among_those_around(whole, source, around, school.on)
    return _more_outside(whole, source, sorted(outside | {"s-new"}), scope, school)


def _apart(report: ReportRow, scope: frozenset[str]) -> bool:
    return not scope & {report.student_id, report.alter_id}


def _other_word(row: ReportRow, source: random.Random) -> ReportRow:
    support = source.choice(("supportive", "neutral", "stressful", "none"))
    return row._replace(support=support, strength=source.choice((1, 2, 3)), kinds=(_mark(source),))


def _among_those_around(
    tables: Tables, source: random.Random, around: frozenset[str], on: date
) -> Tables:
    """Ties and words among the alters of the students in scope, neither end of them in it."""
    adults = [row.id for row in tables.adults if row.id in around]
    ties, reports = list(tables.ties), list(tables.reports)
    for student in [row.id for row in tables.students if row.id in around]:
        for adult in adults:
            ties.append(TieRow(2, student, adult, "other", on, None, _mark(source)))
            reports.append(
                ReportRow(2, tables.rounds[0].id, student, adult, adult, "supportive", 3, (), on)
            )
    return replace(tables, ties=_first(ties), reports=_first(reports))


def _more_outside(
    tables: Tables, source: random.Random, outside: list[str], scope: frozenset[str], school: Marked
) -> Tables:
    """Ties, words and contacts among people outside, and what the students in scope said in
    confidence, with their answers.
    """
    adults = [row.id for row in tables.adults]
    students = {row.id for row in tables.students}
    egos = [id for id in outside if id in students]
    ties, reports = list(tables.ties), list(tables.reports)
    contacts: list[ContactRow] = list(tables.contacts)
    in_round = tables.rounds[0].id
    asked = RoundRow(2, "r-new", SCHOOL, "student_voice", "both", school.on)
    answers = [AnswerRow(2, asked.id, ego, ego, "answered", school.on) for ego in sorted(scope)]
    for ego in egos:
        adult = source.choice(adults)
        ties.append(TieRow(2, ego, adult, "other", school.on, None, _mark(source)))
        reports.append(
            ReportRow(2, in_round, ego, adult, ego, "supportive", 3, (_mark(source),), school.on)
        )
        contacts.append(ContactRow(2, ego, adult, school.on, "call", _mark(source)))
    for ego in sorted(scope):
        alter = source.choice([id for id in (*outside, *adults) if id != ego])
        word = source.choice(("supportive", "stressful", "none"))
        reports.append(
            ReportRow(
                2,
                asked.id,
                ego,
                alter,
                ego,
                word,
                3,
                (_mark(source),),
                school.on,
                confidential=True,
            )
        )
    return replace(
        tables,
        rounds=[*tables.rounds, asked],
        answers=[*tables.answers, *answers],
        ties=_first(ties),
        reports=_first(reports),
        contacts=_first(contacts),
    )


def _first(rows: list[Row]) -> list[Row]:
    """The rows whose key (the four cells after the line) none before them has."""
    found: dict[tuple[object, ...], Row] = {}
    for row in rows:
        found.setdefault(row[1:5], row)
    return list(found.values())
