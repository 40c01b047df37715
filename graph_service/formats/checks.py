"""Faults that show only across rows: one key twice, ids that nobody has, ties to oneself, roles
that do not fit.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from graph_service.errors import Fault
from graph_service.formats.checking import GROUPS, Check, Ids, MissingTable
from graph_service.formats.faults import Faults
from graph_service.formats.rows import Broken
from graph_service.formats.values import excerpt
from graph_service.records.tables import AnswerRow, ContactRow, ReportRow, Tables, TieRow


def fill_answers(tables: Tables, known_students: Collection[str]) -> Tables:
    """The tables with each blank ``student_id`` of an answer filled in where the informant is a
    student.
    """
    students = Ids({row.id for row in tables.students}, known_students)
    return replace(tables, answers=_filled(tables.answers, students))


def check_portions(
    people: Tables,
    portions: Iterable[Tables],
    known_students: Collection[str],
    known_adults: Collection[str],
    known_rounds: Collection[str],
    *,
    files: Mapping[str, str] | None = None,
    labels: Mapping[str, Mapping[str, str]] | None = None,
    unread: Collection[str] = (),
    broken: Mapping[str, Sequence[Broken]] = MappingProxyType({}),
) -> list[Fault]:
    """Every fault of the tables across their rows, against the ids that the database knows of the
    same source.

    Ties, answers, reports and contacts come in portions, rows of one key in the same. The known ids
    may hold the tables' own.

    ``files`` names the file of a table (else ``<table>.csv``), ``labels`` what its columns are
    called there. A part of each ``unread`` table could not be read. An unknown id is then no fault,
    as it may have stood there. Rows that are ``broken`` are no part of the tables, but the ids in
    them that can be read are held against the others. A whole table that is not there, and of which
    the database knows nothing either, is one fault, however many rows refer to it. After
    ``MOST_FAULTS`` no further portion is looked at.
    """
    known = {"students": known_students, "adults": known_adults, "rounds": known_rounds}
    check = Check(
        students=Ids({row.id for row in people.students}, frozenset(known_students)),
        adults=Ids({row.id for row in people.adults}, frozenset(known_adults)),
        rounds=Ids({row.id for row in people.rounds}, frozenset(known_rounds)),
        files=files or {},
        labels=labels or {},
        unread=frozenset(unread),
        absent={
            name: MissingTable()
            for name, ids in known.items()
            if not (ids or name in people.given or getattr(people, name))
        },
        found={name: Faults() for name in GROUPS},
    )
    _check_ids(check, people)
    _check_stays(check, people)
    check.twice("rounds", people.rounds, lambda row: row.id, "id", "the same id")
    for row in people.rounds:
        check.round("rounds", row.line, "id", row.id)
    for portion in portions:
        _check_ties(check, portion.ties)
        _check_answers(check, _filled(portion.answers, check.students))
        _check_reports(check, portion.reports)
        _check_contacts(check, portion.contacts)
        if check.gives_up():
            break
    _check_broken(check, broken)
    check.tell_absent()
    return check.faults()


def _filled(answers: Iterable[AnswerRow], students: Ids) -> list[AnswerRow]:
    return [
        row._replace(student_id=row.informant_id)
        if row.student_id is None and students.hold(row.informant_id)
        else row
        for row in answers
    ]


def _check_ids(check: Check, tables: Tables) -> None:
    """An id is unique over students and adults together, here and in the database."""
    check.twice("students", tables.students, lambda row: row.id, "id", "the same id")
    check.twice("adults", tables.adults, lambda row: row.id, "id", "the same id")
    lines = {row.id: row.line for row in tables.students}
    for adult in tables.adults:
        if adult.id in lines:
            file = check.origin("students", lines[adult.id]).file
            place = f"the student's in {file}, line {lines[adult.id]}"
        elif adult.id in check.students.known:
            place = "that of a student already in the database"
        else:
            continue
        message = (
            f"The id {excerpt(adult.id)} is also {place}; give one of the two people another id."
        )
        check.refuse("adults", adult.line, "id", "duplicate", message)
    for student in tables.students:
        if student.id in check.adults.known and student.id not in check.adults.given:
            message = (
                f"The id {excerpt(student.id)} is also that of an adult already in the database; "
                "give another id."
            )
            check.refuse("students", student.line, "id", "duplicate", message)


def _check_stays(check: Check, tables: Tables) -> None:
    """They are of people who have a row of their own here, which says what else there is to say of
    them.
    """
    key = "the same person, school and since"
    check.twice(
        "stays", tables.stays, lambda row: (row.person_id, row.school, row.since), "school", key
    )
    for row in tables.stays:
        if row.person_id in check.students.given or row.person_id in check.adults.given:
            continue
        if not {"students", "adults"} & check.unread:
            message = (
                f"{excerpt(row.person_id)} has no row in students or adults here; add it, or "
                "take this one out."
            )
            check.refuse("stays", row.line, "person_id", "nobody", message)


def _check_ties(check: Check, rows: list[TieRow]) -> None:
    same = "the same student, alter, role and since (a pair of peers in either order)"
    check.twice("ties", rows, _tie_key, "alter_id", same)
    for row in rows:
        student = check.student("ties", row.line, "student_id", row.student_id)
        if row.student_id == row.alter_id:
            if student:
                message = (
                    f"{excerpt(row.alter_id)} is tied to themselves; give the id of somebody "
                    "else as alter."
                )
                check.refuse("ties", row.line, "alter_id", "self", message)
        elif check.anyone("ties", row.line, "alter_id", row.alter_id):
            _check_role(check, row)


def _tie_key(row: TieRow) -> Hashable:
    if row.role == "peer" and row.alter_id < row.student_id:
        return row.alter_id, row.student_id, row.role, row.since
    return row.student_id, row.alter_id, row.role, row.since


def _check_role(check: Check, row: TieRow) -> None:
    if row.role == "peer" and not check.students.hold(row.alter_id):
        message = (
            f"A peer is a student, and {excerpt(row.alter_id)} is an adult; correct one of them."
        )
        check.refuse("ties", row.line, "role", "role", message)
    elif row.role != "peer" and not check.adults.hold(row.alter_id):
        message = (
            f"The role {row.role} needs an adult, and {excerpt(row.alter_id)} is a student; "
            "correct one of them."
        )
        check.refuse("ties", row.line, "role", "role", message)


def _check_answers(check: Check, rows: list[AnswerRow]) -> None:
    same = "the same round, informant and student"
    check.twice(
        "answers",
        rows,
        lambda row: (row.round_id, row.informant_id, row.student_id),
        "student_id",
        same,
    )
    for row in rows:
        check.round("answers", row.line, "round_id", row.round_id)
        if row.student_id == row.informant_id:
            check.student("answers", row.line, "informant_id", row.informant_id)
            continue
        check.anyone("answers", row.line, "informant_id", row.informant_id)
        if row.student_id is not None:
            check.student("answers", row.line, "student_id", row.student_id)


def _check_reports(check: Check, rows: list[ReportRow]) -> None:
    same = "the same round, student, alter and informant"
    check.twice(
        "reports",
        rows,
        lambda row: (row.round_id, row.student_id, row.alter_id, row.informant_id),
        "informant_id",
        same,
    )
    for row in rows:
        check.round("reports", row.line, "round_id", row.round_id)
        student = check.student("reports", row.line, "student_id", row.student_id)
        if row.student_id != row.alter_id:
            check.anyone("reports", row.line, "alter_id", row.alter_id)
        elif student:
            message = (
                f"{excerpt(row.alter_id)} is reported as their own alter; give the id of "
                "somebody else."
            )
            check.refuse("reports", row.line, "alter_id", "self", message)
        if row.informant_id not in (row.student_id, row.alter_id):
            check.anyone("reports", row.line, "informant_id", row.informant_id)


def _check_contacts(check: Check, rows: list[ContactRow]) -> None:
    same = "the same student, adult, day and kind"
    check.twice(
        "contacts",
        rows,
        lambda row: (row.student_id, row.adult_id, row.on, row.kind),
        "adult_id",
        same,
    )
    for row in rows:
        check.student("contacts", row.line, "student_id", row.student_id)
        check.adult("contacts", row.line, "adult_id", row.adult_id)


_REFERENCES: dict[str, dict[str, Callable[[Check, str, int, str, str], object]]] = {
    "ties": {"student_id": Check.student, "alter_id": Check.anyone},
    "answers": {"round_id": Check.round, "informant_id": Check.anyone, "student_id": Check.student},
    "reports": {
        "round_id": Check.round, "student_id": Check.student, "alter_id": Check.anyone,
        "informant_id": Check.anyone,
    },
    "contacts": {"student_id": Check.student, "adult_id": Check.adult},
}  # fmt: skip
"""The columns that hold somebody's or a round's id, and what it is held against."""


def _check_broken(check: Check, broken: Mapping[str, Sequence[Broken]]) -> None:
    for table, rows in broken.items():
        for row, wrong in rows:
            for column, held in _REFERENCES.get(table, {}).items():
                id = getattr(row, column)
                if column not in wrong and id is not None:
                    held(check, table, row.line, column, id)
