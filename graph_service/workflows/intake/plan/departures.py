"""Departures: by files that call somebody gone, and by complete ones without somebody. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from facts.kinds import tie_key
from facts.recorded import Kept
from facts.ties import Enrolment, Membership, Place, RoleTie
from graph_service.records.changes import AdultNode, key_of
from graph_service.records.tables import Tables, TieRow
from graph_service.workflows.intake.plan.comparison import Comparison
from graph_service.workflows.intake.plan.extent import (
    Extent,
    NotInFiles,
    absent_adults,
    absent_students,
    absent_ties,
    is_active,
)
from graph_service.workflows.intake.plan.timelines import departed, ended, left, moved


@dataclass(slots=True)
class Departures(Comparison):
    """The people who leave, and the ties that end."""

    def role_tie(self, row: TieRow) -> RoleTie:
        """The tie that a row says; of two peers the first is the one whose key sorts first."""
        student, alter = row.student_id, row.alter_id
        if row.role == "peer" and key_of(self.current.source, student) < key_of(
            self.current.source, alter
        ):
            student, alter = alter, student
        return RoleTie(
            row.role, self.uids[alter], self.uids[student], row.since, row.until, row.detail
        )

    def depart(self, ids: Collection[str], leaving: Extent | None) -> None:
        """These people leave the schools told of, and their ties that imports brought end.

        It holds from the effective day. Another school's facts about them go on.
        """
        students = {node.uid for id, node in self.current.students.items() if id in ids}
        adults = [node for id, node in self.current.adults.items() if id in ids]
        self._part(students | {node.uid for node in adults}, leaving)
        for uid in sorted(students):
            if leaving is None:
                links = left(self.links(uid), self.effective)
                stays = moved(self.stays_of(Membership, uid), None, self.effective)
            else:
                links = departed(self.links(uid), self.effective, leaving.schools)
                stays = ended(self.stays_of(Membership, uid), leaving.advisories, self.effective)
            changed = self.replace(
                self.of.get((Enrolment, uid), []), [Enrolment(uid, *link) for link in links]
            )
            changed |= self.replace(
                self.of.get((Membership, uid), []), [Membership(uid, *stay) for stay in stays]
            )
            if changed:
                self.count("students", "ended")
        for node in adults:
            if is_active(node, self.effective):
                self._depart_adult(node, leaving)

    def _part(self, gone: set[str], leaving: Extent | None) -> None:
        """End the ties of these people that imports brought, as far as the files tell of them."""
        for kept in self.kept.get(RoleTie, {}).values() if gone else ():
            tie = kept.tie
            if not isinstance(tie, RoleTie) or gone.isdisjoint({tie.student, tie.alter}):
                continue
            over = tie.until is not None and tie.until <= self.effective
            told = leaving is None or leaving.tells(tie)
            if told and not over and kept.id in self.history.imported:
                self.departing.add(kept.id)
                self._end_tie(kept, tie)

    def _depart_adult(self, node: AdultNode, leaving: Extent | None) -> None:
        places = None if leaving is None else leaving.schools
        before = self.stays_of(Place, node.uid)
        stays = before if places is None else ended(before, places, self.effective)
        changed = self.replace(
            self.of.get((Place, node.uid), []), [Place("adult", node.uid, *stay) for stay in stays]
        )
        over = leaving is None or leaving.leaves_all(node.uid)
        if over:
            self._end(node)
        if over or changed:
            self.count("adults", "ended" if over else "changed")

    def _end(self, node: AdultNode) -> None:
        until = max(self.effective, node.active_from or self.effective)
        self.changes.adults.append(node._replace(active_until=until))

    def missing(self, tables: Tables, extent: Extent, *, end: bool) -> NotInFiles:
        """Imported rows that the given tables do not hold; with ``end`` they end on the effective
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
                self._end(node)
            if ends or changed:
                self.count("adults", "ended" if ends else "changed")
        return ends
