"""What a source says now, held against what is current: the changes an import makes, and how many a
table. Pure.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from facts.kinds import Tie, tie_key, tie_values
from facts.recorded import Kept
from facts.statements import IN_CONFIDENCE, Answer, Contact, Report, Round
from facts.ties import Enrolment, Membership, Place, RoleTie
from graph_service.records.changes import AdultNode, Changes, StudentNode, key_of
from graph_service.records.current import NO_HISTORY, Current, History
from graph_service.records.tables import AdultRow, RoundRow, StayRow, StudentRow, Tables, TieRow
from graph_service.workflows.intake.plan.attendance import attended, stationed
from graph_service.workflows.intake.plan.comparison import Comparison
from graph_service.workflows.intake.plan.counts import TABLES, Count
from graph_service.workflows.intake.plan.extent import (
    Extent,
    NotInFiles,
    absent_adults,
    absent_students,
    absent_ties,
    is_active,
)
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
    departed,
    ended,
    left,
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
) -> Compared:
    """Hold the tables, which must have been checked, against what is current.

    A missing row ends nothing unless ``complete``: then the people and ties that the given tables
    do not hold end on the effective day, as far as the ``extent`` of the files goes, and of ties
    those alone that an import wrote: what people recorded is not the roster's to end. ``new_uid``
    makes the uids of what is new.
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
    comparison.depart(tables.departed)
    absent = NotInFiles() if extent is None else comparison.missing(tables, extent, end=complete)
    return Compared(
        comparison.changes, {table: Count(**comparison.counts[table]) for table in TABLES}, absent
    )


@dataclass(slots=True)
class _Comparing(Comparison):
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
            stays = moved(self.stays_of(Membership, uid), place, self.effective)
            changed = self.set_node(self.changes.students, old, node)
            changed |= self.replace(self.of.get((Enrolment, uid), []), enrolments)
            memberships = [Membership(uid, *stay) for stay in stays]
            changed |= self.replace(self.of.get((Membership, uid), []), memberships)
            self.tally("students", old, changed)
            self.uids[row.id] = uid

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

    def role_tie(self, row: TieRow) -> RoleTie:
        student, alter = row.student_id, row.alter_id
        if row.role == "peer" and key_of(self.current.source, student) < key_of(
            self.current.source, alter
        ):
            student, alter = alter, student
        return RoleTie(
            row.role, self.uids[alter], self.uids[student], row.since, row.until, row.detail
        )

    def ends(self, rows: Iterable[StudentRow]) -> Ends:
        """Whom and what the rows of what people said may name."""
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

    def depart(self, ids: Collection[str]) -> None:
        """Whoever of these the database has leaves on the effective day, and the ties that imports
        brought of them end.
        """
        students = {node.uid for id, node in self.current.students.items() if id in ids}
        adults = [
            node
            for id, node in self.current.adults.items()
            if id in ids and is_active(node, self.effective)
        ]
        gone = students | {node.uid for id, node in self.current.adults.items() if id in ids}
        for kept in self.kept.get(RoleTie, {}).values() if gone else ():
            tie = kept.tie
            over = not isinstance(tie, RoleTie) or (
                tie.until is not None and tie.until <= self.effective
            )
            if (
                isinstance(tie, RoleTie)
                and not over
                and kept.id in self.history.imported
                and gone & {tie.student, tie.alter}
            ):
                self.departing.add(kept.id)
                self._end_tie(kept, tie)
        for uid in sorted(students):
            links = [Enrolment(uid, *link) for link in left(self.links(uid), self.effective)]
            changed = self.replace(self.of.get((Enrolment, uid), []), links)
            stays = moved(self.stays_of(Membership, uid), None, self.effective)
            changed |= self.replace(
                self.of.get((Membership, uid), []), [Membership(uid, *stay) for stay in stays]
            )
            if changed:
                self.count("students", "ended")
        for node in adults:
            until = max(self.effective, node.active_from or self.effective)
            self.changes.adults.append(node._replace(active_until=until))
            self.count("adults", "ended")

    def missing(self, tables: Tables, extent: Extent, *, end: bool) -> NotInFiles:
        """What was imported and the given tables do not hold; with ``end`` it ends on the effective
        day.
        """
        ties, day = set(), self.effective
        if "ties" in tables.given:
            said = {tie_key(self.role_tie(row)) for row in tables.ties}
            kept = self.kept.get(RoleTie, {}).values()
            for one, tie in absent_ties(kept, said, self.history.imported, extent, day):
                if one.id in self.departing:
                    continue
                ties.add(tie.bond)
                if end:
                    self._end_tie(one, tie)
        students = (
            absent_students(tables, self.current, extent) if "students" in tables.given else ()
        )
        adults = (
            absent_adults(tables, self.current, extent, day) if "adults" in tables.given else ()
        )
        return NotInFiles(
            frozenset(
                node.uid for node in students if self._end_student(node.uid, extent, end=end)
            ),
            frozenset(node.uid for node in adults if self._end_adult(node, extent, end=end)),
            frozenset(ties),
        )

    def _end_tie(self, kept: Kept, tie: RoleTie) -> None:
        self.changes.retract.append(kept)
        if tie.since is None or tie.since < self.effective:
            self.changes.add.append(tie._replace(until=self.effective))
        self.count("ties", "ended")

    def _end_student(self, uid: str, extent: Extent, *, end: bool) -> bool:
        """Whether the student is enrolled and ends."""
        before = self.links(uid)
        links = departed(before, self.effective, extent.schools)
        if end:
            changed = self.replace(
                self.of.get((Enrolment, uid), []), [Enrolment(uid, *link) for link in links]
            )
            stays = ended(self.stays_of(Membership, uid), extent.advisories, self.effective)
            moved_out = self.replace(
                self.of.get((Membership, uid), []), [Membership(uid, *stay) for stay in stays]
            )
            if changed or moved_out:
                self.count("students", "ended" if changed else "changed")
        return set(links) != set(before)

    def _end_adult(self, node: AdultNode, extent: Extent, *, end: bool) -> bool:
        """Whether the adult ends. One who is also another school's is at these schools no longer,
        and goes on.
        """
        ends, goes_on = extent.ends(node.uid), extent.is_tied_elsewhere(node.uid)
        if end:
            stays = ended(self.stays_of(Place, node.uid), extent.schools, self.effective)
            changed = self.replace(
                self.of.get((Place, node.uid), []),
                [Place("adult", node.uid, *stay) for stay in stays],
            )
            if ends and not goes_on:
                until = max(self.effective, node.active_from or self.effective)
                self.changes.adults.append(node._replace(active_until=until))
            if ends or changed:
                self.count("adults", "ended" if ends else "changed")
        return ends
