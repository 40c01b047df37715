"""A source's files compared with the database: the changes an import makes, and how many a table.
Pure.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from facts.kinds import Tie, tie_key, tie_values
from facts.statements import IN_CONFIDENCE, Answer, Contact, Report, Round
from facts.ties import Enrolment, Membership, Place, RoleTie
from graph_service.records.changes import AdultNode, Changes, StudentNode
from graph_service.records.current import NO_HISTORY, Current, History
from graph_service.records.tables import AdultRow, RoundRow, StayRow, StudentRow, Tables
from graph_service.workflows.intake.plan.attendance import attended, going, stationed
from graph_service.workflows.intake.plan.counts import TABLES, Count
from graph_service.workflows.intake.plan.departures import Departures
from graph_service.workflows.intake.plan.extent import Extent, NotInFiles
from graph_service.workflows.intake.plan.removals import ends
from graph_service.workflows.intake.plan.statements import (
    Ends,
    answers,
    contacts,
    in_confidence_still,
    reports,
)
from graph_service.workflows.intake.plan.timelines import (
    GradeInterval,
    Stay,
    ended,
    in_order,
    moved,
)


class Beside(NamedTuple):
    """Further schools by the id of a person, and the schools (uids) of which the tables tell
    everybody.
    """

    rows: Mapping[str, Sequence[StayRow]]
    told: frozenset[str]


class Compared(NamedTuple):
    """The changes that make the database say what tables say, the counts of each table, and what is
    not in them.
    """

    changes: Changes
    counts: dict[str, Count]
    absent: NotInFiles


def compare(
    tables: Tables,
    current: Current,
    effective: date,
    complete: bool,
    new_uid: Callable[[], str],
    history: History = NO_HISTORY,
    extent: Extent | None = None,
    leaving: Extent | None = None,
) -> Compared:
    """Hold the tables, which must have been checked, against what is current.

    A missing row ends nothing unless ``complete``: then the people and ties that the given tables
    do not hold end on the effective day, as far as the ``extent`` of the files goes, and of ties
    those alone that an import wrote: what people recorded is not the roster's to end. ``new_uid``
    makes the uids of what is new. ``leaving`` is how far the files tell of people who stand in them
    as gone (None: whoever is gone has left every school).
    """
    comparison = _Comparing(current, effective, new_uid, history)
    beside = comparison.beside(tables)
    comparison.students(tables.students, beside)
    comparison.adults(tables.adults, beside)
    comparison.rounds(tables.rounds)
    comparison.keyed("ties", [comparison.role_tie(row) for row in tables.ties], RoleTie)
    ends = comparison.ends(tables.students)
    comparison.keyed("answers", answers(tables, ends), Answer)
    comparison.keyed("reports", reports(tables, ends), Report)
    comparison.keyed("contacts", contacts(tables, ends), Contact)
    comparison.depart(tables.departed, leaving)
    absent = NotInFiles() if extent is None else comparison.missing(tables, extent, end=complete)
    return Compared(
        comparison.changes, {table: Count(**comparison.counts[table]) for table in TABLES}, absent
    )


@dataclass(slots=True)
class _Comparing(Departures):
    """The tables, one after the other."""

    def beside(self, tables: Tables) -> Beside | None:
        """The schools of people beside those of their own rows; None where the tables do not say
        any.
        """
        if "stays" not in tables.given and not tables.stays:
            return None
        rows: defaultdict[str, list[StayRow]] = defaultdict(list)
        for row in tables.stays:
            rows[row.person_id].append(row)
        homes = {row.school for row in tables.students} or {
            row.school for row in tables.adults if row.school
        }
        return Beside(
            rows,
            frozenset(self.current.schools[name] for name in homes if name in self.current.schools),
        )

    def students(self, rows: Iterable[StudentRow], beside: Beside | None) -> None:
        for row in rows:
            attributes = json.dumps(dict(row.attributes), ensure_ascii=False, sort_keys=True)
            old = self.current.students.get(row.id)
            uid = self.uid_of(old)
            node = StudentNode(
                uid, self.current.source, row.id, row.name, row.interests, attributes, row.email
            )
            school = self.school(row.school)
            link = GradeInterval(school, row.grade, row.status, row.enrolled_on, row.left_on)
            others = (
                None
                if beside is None
                else [self._beside(stay) for stay in beside.rows.get(row.id, ())]
            )
            told = () if beside is None else beside.told
            links = attended(self.links(uid), link, others, told, self.effective)
            enrolments = [Enrolment(uid, *link) for link in links]
            place = (
                None if row.advisory is None else self.advisory(row.school, school, row.advisory)
            )
            stays = self.advisory_stays(uid, school, place, links)
            changed = self.set_node(self.changes.students, old, node)
            changed |= self.replace(self.of.get((Enrolment, uid), []), enrolments)
            memberships = [Membership(uid, *stay) for stay in stays]
            changed |= self.replace(self.of.get((Membership, uid), []), memberships)
            self.tally("students", old, changed)
            self.uids[row.id] = uid

    def advisory_stays(
        self, student: str, school: str, place: str | None, links: Sequence[GradeInterval]
    ) -> list[Stay]:
        """A student's advisories: at the row's ``school`` as it says, at another as they were.

        Those who leave another school now leave its advisory with it.

        ``links`` are their enrolments from now on.
        """
        before = self.links(student)
        over = going(before, self.effective) - going(links, self.effective) - {school}
        here: list[Stay] = []
        others: list[Stay] = []
        for stay in self.stays_of(Membership, student):
            at = self.advisory_schools.get(stay.place)
            if at == school:
                here.append(stay)
            else:
                others += ended([stay], [stay.place], self.effective) if at in over else [stay]
        came = self.effective if over and not here else None
        return in_order([*others, *moved(here, place, self.effective, first=came)])

    def _beside(self, row: StayRow) -> GradeInterval:
        """A student's stay as an enrolment, which is over where it has a last day."""
        return GradeInterval(
            self.school(row.school),
            row.grade,
            "left" if row.until else "enrolled",
            row.since,
            row.until,
        )

    def adults(self, rows: Iterable[AdultRow], beside: Beside | None) -> None:
        for row in rows:
            old = self.current.adults.get(row.id)
            node = AdultNode(
                self.uid_of(old), self.current.source, row.id, row.name, row.kind, row.email,
                row.organisation,
                row.capacity, row.interests, row.active_from, row.active_until,
            )  # fmt: skip
            place = None if row.school is None else self.school(row.school)
            others = None
            if beside is not None:
                said = beside.rows.get(row.id, ())
                others = [Stay(self.school(stay.school), stay.since, stay.until) for stay in said]
            told = () if beside is None else beside.told
            stays = stationed(self.stays_of(Place, node.uid), place, others, told, self.effective)
            changed = self.set_node(self.changes.adults, old, node)
            places = [Place("adult", node.uid, *stay) for stay in stays]
            changed |= self.replace(self.of.get((Place, node.uid), []), places)
            self.tally("adults", old, changed)
            self.uids[row.id] = node.uid

    def rounds(self, rows: Iterable[RoundRow]) -> None:
        for row in rows:
            old = self.current.rounds.get(row.id)
            uid = self.uid_of(old)
            kind = IN_CONFIDENCE if uid in self.confidential_rounds else row.kind
            if kind == IN_CONFIDENCE:
                self.confidential_rounds.add(uid)
            node = Round(
                uid, row.id, kind, row.asks, row.opened_on, row.closed_on,
                row.max_adults, row.max_peers, self.current.source,
            )  # fmt: skip
            changed = self.set_node(self.changes.rounds, old, node)
            place = Place("round", uid, self.school(row.school), None, None)
            changed |= self.replace(self.of.get((Place, uid), []), [place])
            self.tally("rounds", old, changed)
            self.round_uids[row.id] = uid

    def ends(self, rows: Iterable[StudentRow]) -> Ends:
        """The people and rounds that answers, reports and contacts may name."""
        students = {row.id for row in rows} | self.current.students.keys()
        return Ends(self.uids, self.round_uids, students, self.confidential_rounds)

    def keyed(self, table: str, said: Sequence[Tie], kind: type) -> None:
        """Ties that are the same as long as their key is: new, other values, or as they were."""
        kept = self.kept.get(kind, {})
        for given in said:
            old = kept.get(tie_key(given))
            tie = given if old is None else in_confidence_still(old.tie, given)
            if old is None:
                self.changes.add.append(tie)
                self.count(table, "added")
            elif tie_values(old.tie) == tie_values(tie):
                self.count(table, "unchanged")
            else:
                self.changes.retract.append(old)
                self.changes.add.append(tie)
                self.count(table, "ended" if ends(old.tie, tie, self.effective) else "changed")
