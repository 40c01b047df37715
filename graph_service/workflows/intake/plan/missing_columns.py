"""Columns that the tables lack: a missing column says nothing, so the database's values stand in
for its cells. Pure.

A blank cell of a column that is there does say something: that there is nothing.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Hashable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar, cast

from facts.kinds import Tie
from facts.statements import Answer, Contact, Report
from facts.ties import Enrolment, Membership, Place, RoleTie
from graph_service.records.changes import KEY_SEPARATOR
from graph_service.records.current import Current
from graph_service.records.tables import (
    AdultRow,
    AnswerRow,
    ContactRow,
    ReportRow,
    StayRow,
    StudentRow,
    Tables,
    TieRow,
)
from graph_service.workflows.intake.plan.extent import is_active
from graph_service.workflows.intake.plan.timelines import in_order

_Row = TypeVar("_Row")


def filled_in(tables: Tables, current: Current, effective: date, *, complete: bool) -> Tables:
    """The tables with the cells of every column that is not there as the database has them.

    Someone who had left and stands on a ``complete`` roster that has no ``status`` is enrolled
    again, and an adult on one that has no ``active_until`` is active again. A tie whose table has
    no ``since`` is the latest one of its student, alter and role.
    """
    if not any(tables.missing.values()) and tables.attributes is None:
        return tables
    held = _Held(current, tables, effective, complete=complete)
    return replace(
        tables,
        students=[held.student(row) for row in tables.students],
        adults=[held.adult(row) for row in tables.adults],
        ties=[held.tie(row) for row in tables.ties],
        rounds=[held.fill("rounds", row, current.rounds.get(row.id)) for row in tables.rounds],
        answers=[held.fill("answers", row, held.answer(row)) for row in tables.answers],
        reports=[held.fill("reports", row, held.report(row)) for row in tables.reports],
        contacts=[held.fill("contacts", row, held.contact(row)) for row in tables.contacts],
    )


class _Held:
    """The database's facts of the source, found by the ids that its tables use."""

    def __init__(
        self, current: Current, tables: Tables, effective: date, *, complete: bool
    ) -> None:
        self._current = current
        self._tables = tables
        self._effective = effective
        self._complete = complete
        self._uids = {
            id: node.uid
            for people in (current.students, current.adults)
            for id, node in people.items()
        }
        self._ties: defaultdict[Hashable, list[Any]] = defaultdict(list)
        self._beside: defaultdict[str, list[StayRow]] = defaultdict(list)
        for stay in tables.stays:
            self._beside[stay.person_id].append(stay)
        self._advisories: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for key, uid in current.advisories.items():
            school, name = key.split(KEY_SEPARATOR)
            self._advisories[school][uid] = name
        for _, tie in current.ties:
            self._ties[_place(tie)].append(tie)

    def fill(self, table: str, row: _Row, held: object) -> _Row:
        """The row with the columns that are not there as ``held`` has them, if anything is held."""
        if held is None:
            return row
        unsaid = {name: getattr(held, name) for name in self._missing(table) if hasattr(held, name)}
        filled: _Row = cast("Any", row)._replace(**unsaid)
        return filled

    def student(self, row: StudentRow) -> StudentRow:
        """A student's row, their enrolment and advisory as they are where the file does not say."""
        node = self._current.students.get(row.id)
        if node is None:
            return row
        row = self._enrolment(self.fill("students", row, node), node.uid)
        if "advisory" in self._missing("students"):
            row = row._replace(advisory=self._advisory(row.school, node.uid))
        said = self._tables.attributes
        if said is not None:
            kept = {
                name: text
                for name, text in json.loads(node.attributes).items()
                if _is_kept(name, said)
            }
            row = row._replace(attributes=tuple(sorted((kept | dict(row.attributes)).items())))
        return row

    def adult(self, row: AdultRow) -> AdultRow:
        """An adult's row, at their school where the file does not say."""
        node = self._current.adults.get(row.id)
        if node is None:
            return row
        if "school" in self._missing("adults"):
            row = row._replace(school=self._name(self._stay(self._ties[Place, node.uid])))
        row = self.fill("adults", row, node)
        back = (
            self._complete
            and "active_until" in self._missing("adults")
            and not is_active(node, self._effective)
        )
        return row._replace(active_until=None) if back else row

    def tie(self, row: TieRow) -> TieRow:
        """A tie's row, with the days and the detail of the tie that is meant."""
        same = self._ties[
            RoleTie, row.role, frozenset((self._uid(row.student_id), self._uid(row.alter_id)))
        ]
        if "since" not in self._missing("ties"):
            same = [tie for tie in same if tie.since == row.since]
        return self.fill("ties", row, in_order(same)[-1] if same else None)

    def answer(self, row: AnswerRow) -> object:
        """The answer that the row is about."""
        about = None if row.student_id is None else self._uid(row.student_id)
        return self._only(Answer, self._round(row.round_id), self._uid(row.informant_id), about)

    def report(self, row: ReportRow) -> object:
        """The report that the row is about."""
        people = [self._uid(id) for id in (row.student_id, row.alter_id, row.informant_id)]
        return self._only(Report, self._round(row.round_id), *people)

    def contact(self, row: ContactRow) -> object:
        """The contact that the row is about."""
        return self._only(
            Contact, self._uid(row.adult_id), self._uid(row.student_id), row.on, row.kind
        )

    def _enrolment(self, row: StudentRow, student: str) -> StudentRow:
        chain = in_order(self._ties[Enrolment, student])
        missing = self._missing("students")
        here = [tie for tie in chain if self._name(tie.school) == row.school]
        if not here:
            return row._replace(grade=chain[-1].grade) if chain and "grade" in missing else row
        beside = [stay for stay in self._beside[row.id] if stay.school == row.school]
        chain = [tie for tie in here if not any(_within(tie, stay) for stay in beside)] or here
        said = [] if "left_on" in missing else [tie for tie in chain if tie.until == row.left_on]
        last = (said or chain)[-1]
        if "grade" in missing:
            row = row._replace(grade=last.grade)
        if "status" in missing:
            row = row._replace(status=self._status(row, last))
        if "left_on" in missing:
            row = row._replace(left_on=last.until if row.status == last.status else None)
        if "enrolled_on" in missing:
            again = row.status == "enrolled" and last.status != "enrolled"
            came = self._effective if again else chain[0].since
            over = came is not None and row.left_on is not None and row.left_on <= came
            row = row._replace(enrolled_on=None if over else came)
        return row

    def _status(self, row: StudentRow, last: Enrolment) -> str:
        """Where no status is said: the last one, unless a ``left_on`` or a whole roster says they
        are here.
        """
        here = row.left_on is None if "left_on" not in self._missing("students") else self._complete
        return "enrolled" if here and last.status == "left" else last.status

    def _advisory(self, school: str, student: str) -> str | None:
        """The name of the advisory the student is in, if it is one of the school."""
        names = self._advisories.get(school, {})
        stays = [tie for tie in self._ties[Membership, student] if tie.advisory in names]
        uid = self._stay(stays)
        return None if uid is None else names[uid]

    def _name(self, school: str | None) -> str | None:
        return next((name for name, uid in self._current.schools.items() if uid == school), None)

    def _stay(self, ties: Collection[Any]) -> str | None:
        """Where somebody is, by the last of their stays that is not over: one elsewhere may have
        begun later, and be over.
        """
        stays = [
            tie for tie in in_order(list(ties)) if tie.until is None or tie.until > self._effective
        ]
        return (
            None
            if not stays
            else stays[-1].advisory
            if isinstance(stays[-1], Membership)
            else stays[-1].school
        )

    def _only(self, *place: Hashable) -> object:
        return next(iter(self._ties[place]), None)

    def _missing(self, table: str) -> Collection[str]:
        return self._tables.missing.get(table, frozenset())

    def _uid(self, id: str) -> str:
        return self._uids.get(id, "")

    def _round(self, id: str) -> str:
        known = self._current.rounds.get(id)
        return "" if known is None else known.uid


def _place(tie: Tie) -> Hashable:
    """Where a tie is looked up: its kind and what makes it the same one, days of role ties left
    aside.
    """
    match tie:
        case Enrolment() | Membership():
            return type(tie), tie.student
        case Place():
            return Place, tie.uid
        case RoleTie():
            return RoleTie, tie.role, frozenset((tie.student, tie.alter))
        case Answer():
            return Answer, tie.round, tie.informant, tie.about
        case Report():
            return Report, tie.round, tie.ego, tie.alter, tie.informant
        case Contact():
            return Contact, tie.adult, tie.student, tie.held_on, tie.kind


def _within(tie: Enrolment, stay: StayRow) -> bool:
    """Whether an enrolment lies within the days of a stay that is said beside."""
    begun = stay.since is None or (tie.since is not None and tie.since >= stay.since)
    return begun and (stay.until is None or (tie.until is not None and tie.until <= stay.until))


def _is_kept(name: str, said: Collection[str]) -> bool:
    """Whether an attribute stays that the file does not have: an address no longer is one, and has
    a column of its own.
    """
    return name not in said and name.casefold() != "email"
