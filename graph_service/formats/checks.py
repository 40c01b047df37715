"""What shows only across rows: one key twice, ids that nobody has, ties to oneself, roles that do not fit."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple

from graph_service.errors import Fault
from graph_service.formats.rows import Broken
from graph_service.formats.values import excerpt
from graph_service.records.tables import AnswerRow, Tables, TieRow


def fill_answers(tables: Tables, known_students: Collection[str]) -> Tables:
    """The tables with each blank ``student_id`` of an answer filled in where the informant is a student."""
    students = {row.id for row in tables.students}
    answers = [
        row._replace(student_id=row.informant_id)
        if row.student_id is None and (row.informant_id in students or row.informant_id in known_students)
        else row
        for row in tables.answers
    ]
    return replace(tables, answers=answers)


def check_tables(
    tables: Tables,
    known_students: Collection[str],
    known_adults: Collection[str],
    known_rounds: Collection[str],
    *,
    files: Mapping[str, str] | None = None,
    labels: Mapping[str, Mapping[str, str]] | None = None,
    unread: Collection[str] = (),
    broken: Mapping[str, Sequence[Broken]] = MappingProxyType({}),
) -> list[Fault]:
    """Every fault of the tables across their rows, against the ids that the database knows of the same source.

    The known ids may hold the tables' own.

    ``files`` names the file of a table (else ``<table>.csv``), ``labels`` what its columns are called there.
    Of tables ``unread`` a part could not be read:
    an id that nobody has is then no fault, as it may have stood there. Rows that are ``broken`` are no part of the
    tables, but the ids in them that can be read are held against the others. A whole table that is not there, and of which
    the database knows nothing either, is one fault, however many rows refer to it.
    """
    known = {"students": known_students, "adults": known_adults, "rounds": known_rounds}
    check = _Check(
        students=_Ids({row.id for row in tables.students}, frozenset(known_students)),
        adults=_Ids({row.id for row in tables.adults}, frozenset(known_adults)),
        rounds=_Ids({row.id for row in tables.rounds}, frozenset(known_rounds)),
        files=files or {},
        labels=labels or {},
        unread=frozenset(unread),
        absent={name: [] for name, ids in known.items() if not (ids or name in tables.given or getattr(tables, name))},
        faults=[],
    )
    _check_ids(check, tables)
    _check_ties(check, tables.ties)
    check.twice("rounds", tables.rounds, lambda row: row.id, "id", "the same id")
    _check_answers(check, fill_answers(tables, known_students).answers)
    _check_reports(check, tables)
    _check_contacts(check, tables)
    _check_broken(check, broken)
    check.tell_absent()
    return list(dict.fromkeys(check.faults))


class _Ids(NamedTuple):
    """Ids of one kind: in the tables, and known to the database."""

    given: set[str]
    known: frozenset[str]

    def hold(self, id: str) -> bool:
        return id in self.given or id in self.known


class _Check(NamedTuple):
    """What the rows are held against, and the faults found. ``absent``: tables that are not there, and who asks for them."""

    students: _Ids
    adults: _Ids
    rounds: _Ids
    files: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]
    unread: frozenset[str]
    absent: dict[str, list[str]]
    faults: list[Fault]

    def refuse(self, table: str, line: int, column: str, rule: str, message: str) -> None:
        called = self.labels.get(table, {}).get(column, column)
        self.faults.append(Fault(self.files.get(table, f"{table}.csv"), line, called, rule, message))

    def twice(self, table: str, rows: Iterable[Any], key: Callable[[Any], Hashable], column: str, same: str) -> None:
        """Refuse each row whose key an earlier one has."""
        first: dict[Hashable, int] = {}
        for row in rows:
            its_key = key(row)
            if its_key in first:
                message = f"The row has {same} as line {first[its_key]}; keep one of the two."
                self.refuse(table, row.line, column, "duplicate", message)
            else:
                first[its_key] = row.line

    def student(self, table: str, line: int, column: str, id: str) -> bool:
        """Whether the id is a student's; refused where it is not."""
        if self.students.hold(id):
            return True
        if self.adults.hold(id):
            self.refuse(table, line, column, "student", f"{excerpt(id)} is an adult; give the id of a student here.")
        elif "students" not in self.unread:
            self._nobody(table, line, column, "student", id, "students")
        return False

    def adult(self, table: str, line: int, column: str, id: str) -> bool:
        """Whether the id is an adult's; refused where it is not."""
        if self.adults.hold(id):
            return True
        if self.students.hold(id):
            self.refuse(table, line, column, "adult", f"{excerpt(id)} is a student; give the id of an adult here.")
        elif "adults" not in self.unread:
            self._nobody(table, line, column, "adult", id, "adults")
        return False

    def anyone(self, table: str, line: int, column: str, id: str) -> bool:
        """Whether the id is anybody's; refused where it is not."""
        if self.students.hold(id) or self.adults.hold(id):
            return True
        if not {"students", "adults"} & self.unread:
            self._nobody(table, line, column, "student or adult", id, "students", "adults")
        return False

    def round(self, table: str, line: int, column: str, id: str) -> None:
        """Refuse the id of a round that is not there."""
        if not self.rounds.hold(id) and "rounds" not in self.unread:
            self._nobody(table, line, column, "round", id, "rounds")

    def _nobody(self, table: str, line: int, column: str, what: str, id: str, *where: str) -> None:
        asked = next((name for name in where if name in self.absent), None)
        if asked is not None:
            self.absent[asked].append(f"{self.files.get(table, f'{table}.csv')}, line {line}")
            return
        message = f"No {what} has the id {excerpt(id)}; correct it, or add it to {' or '.join(where)}."
        self.refuse(table, line, column, "nobody", message)

    def tell_absent(self) -> None:
        """Refuse each table that is not there and that rows refer to, once."""
        for name, places in self.absent.items():
            if places:
                times = "once" if len(places) == 1 else f"{len(places)} times"
                message = (
                    f"The table {name} is missing, and the other tables refer to it {times} (first in {places[0]}); "
                    "add it, or import it first."
                )
                self.faults.append(Fault(self.files.get(name, f"{name}.csv"), None, None, "missing-table", message))


def _check_ids(check: _Check, tables: Tables) -> None:
    """An id is unique over students and adults together, here and in the database."""
    check.twice("students", tables.students, lambda row: row.id, "id", "the same id")
    check.twice("adults", tables.adults, lambda row: row.id, "id", "the same id")
    lines = {row.id: row.line for row in tables.students}
    for adult in tables.adults:
        if adult.id in lines:
            place = f"the student's in {check.files.get('students', 'students.csv')}, line {lines[adult.id]}"
        elif adult.id in check.students.known:
            place = "that of a student already in the database"
        else:
            continue
        message = f"The id {excerpt(adult.id)} is also {place}; give one of the two people another id."
        check.refuse("adults", adult.line, "id", "duplicate", message)
    for student in tables.students:
        if student.id in check.adults.known and student.id not in check.adults.given:
            message = f"The id {excerpt(student.id)} is also that of an adult already in the database; give another id."
            check.refuse("students", student.line, "id", "duplicate", message)


def _check_ties(check: _Check, rows: list[TieRow]) -> None:
    same = "the same student, alter, role and since (a pair of peers in either order)"
    check.twice("ties", rows, _tie_key, "alter_id", same)
    for row in rows:
        student = check.student("ties", row.line, "student_id", row.student_id)
        if row.student_id == row.alter_id:
            if student:
                message = f"{excerpt(row.alter_id)} is tied to themselves; give the id of somebody else as alter."
                check.refuse("ties", row.line, "alter_id", "self", message)
        elif check.anyone("ties", row.line, "alter_id", row.alter_id):
            _check_role(check, row)


def _tie_key(row: TieRow) -> Hashable:
    if row.role == "peer" and row.alter_id < row.student_id:
        return row.alter_id, row.student_id, row.role, row.since
    return row.student_id, row.alter_id, row.role, row.since


def _check_role(check: _Check, row: TieRow) -> None:
    if row.role == "peer" and not check.students.hold(row.alter_id):
        message = f"A peer is a student, and {excerpt(row.alter_id)} is an adult; correct one of them."
        check.refuse("ties", row.line, "role", "role", message)
    elif row.role != "peer" and not check.adults.hold(row.alter_id):
        message = f"The role {row.role} needs an adult, and {excerpt(row.alter_id)} is a student; correct one of them."
        check.refuse("ties", row.line, "role", "role", message)


def _check_answers(check: _Check, rows: list[AnswerRow]) -> None:
    same = "the same round, informant and student"
    check.twice("answers", rows, lambda row: (row.round_id, row.informant_id, row.student_id), "student_id", same)
    for row in rows:
        check.round("answers", row.line, "round_id", row.round_id)
        if row.student_id == row.informant_id:
            check.student("answers", row.line, "informant_id", row.informant_id)
            continue
        check.anyone("answers", row.line, "informant_id", row.informant_id)
        if row.student_id is not None:
            check.student("answers", row.line, "student_id", row.student_id)


def _check_reports(check: _Check, tables: Tables) -> None:
    same = "the same round, student, alter and informant"
    check.twice(
        "reports",
        tables.reports,
        lambda row: (row.round_id, row.student_id, row.alter_id, row.informant_id),
        "informant_id",
        same,
    )
    for row in tables.reports:
        check.round("reports", row.line, "round_id", row.round_id)
        student = check.student("reports", row.line, "student_id", row.student_id)
        if row.student_id != row.alter_id:
            check.anyone("reports", row.line, "alter_id", row.alter_id)
        elif student:
            message = f"{excerpt(row.alter_id)} is reported as their own alter; give the id of somebody else."
            check.refuse("reports", row.line, "alter_id", "self", message)
        if row.informant_id not in (row.student_id, row.alter_id):
            check.anyone("reports", row.line, "informant_id", row.informant_id)


def _check_contacts(check: _Check, tables: Tables) -> None:
    same = "the same student, adult, day and kind"
    check.twice(
        "contacts", tables.contacts, lambda row: (row.student_id, row.adult_id, row.on, row.kind), "adult_id", same
    )
    for row in tables.contacts:
        check.student("contacts", row.line, "student_id", row.student_id)
        check.adult("contacts", row.line, "adult_id", row.adult_id)


_REFERENCES: dict[str, dict[str, Callable[[_Check, str, int, str, str], object]]] = {
    "ties": {"student_id": _Check.student, "alter_id": _Check.anyone},
    "answers": {"round_id": _Check.round, "informant_id": _Check.anyone, "student_id": _Check.student},
    "reports": {
        "round_id": _Check.round, "student_id": _Check.student, "alter_id": _Check.anyone, "informant_id": _Check.anyone,
    },
    "contacts": {"student_id": _Check.student, "adult_id": _Check.adult},
}  # fmt: skip
"""The columns that hold somebody's or a round's id, and what it is held against."""


def _check_broken(check: _Check, broken: Mapping[str, Sequence[Broken]]) -> None:
    for table, rows in broken.items():
        for row, wrong in rows:
            for column, held in _REFERENCES.get(table, {}).items():
                id = getattr(row, column)
                if column not in wrong and id is not None:
                    held(check, table, row.line, column, id)
