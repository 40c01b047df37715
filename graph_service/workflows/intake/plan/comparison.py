"""The state of comparing what a source says with what is current, and what each step of it does to
the changes. Pure.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from facts.kinds import Tie, tie_key
from facts.recorded import Kept
from facts.statements import IN_CONFIDENCE, Round
from facts.ties import Enrolment, Membership, Place
from graph_service.records.changes import (
    AdultNode,
    AdvisoryNode,
    Changes,
    SchoolNode,
    StudentNode,
    key_of,
    school_of,
)
from graph_service.records.current import Current, History
from graph_service.workflows.intake.plan.timelines import GradeInterval, Stay, interval_of, stay_of

_Node = TypeVar("_Node", StudentNode, AdultNode, Round)


@dataclass(slots=True)
class Comparison:
    """The state of one comparison: what is current, by whom and what it is of, and the changes so
    far.
    """

    current: Current
    effective: date
    new_uid: Callable[[], str]
    history: History
    changes: Changes = field(default_factory=Changes)
    counts: defaultdict[str, defaultdict[str, int]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(int))
    )
    uids: dict[str, str] = field(default_factory=dict)
    round_uids: dict[str, str] = field(default_factory=dict)
    of: dict[tuple[type, str], list[Kept]] = field(default_factory=dict)
    kept: dict[type, dict[tuple[object, ...], Kept]] = field(default_factory=dict)
    confidential_rounds: set[str] = field(default_factory=set)
    departing: set[str] = field(default_factory=set)
    advisory_schools: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        current = self.current
        for people in (current.students, current.adults):
            self.uids.update((id, node.uid) for id, node in people.items())
        self.advisory_schools.update(
            (uid, current.schools[school_of(key)])
            for key, uid in current.advisories.items()
            if school_of(key) in current.schools
        )
        self.round_uids.update((id, node.uid) for id, node in current.rounds.items())
        self.confidential_rounds.update(
            node.uid for node in current.rounds.values() if node.kind == IN_CONFIDENCE
        )
        for kept in current.ties:
            tie = kept.tie
            if isinstance(tie, Enrolment | Membership):
                self.of.setdefault((type(tie), tie.student), []).append(kept)
            elif isinstance(tie, Place):
                self.of.setdefault((Place, tie.uid), []).append(kept)
            else:
                self.kept.setdefault(type(tie), {})[tie_key(tie)] = kept
            if isinstance(tie, Enrolment | Place):
                self.changes.schools.add(tie.school)

    def count(self, table: str, what: str) -> None:
        """Count a row of a table."""
        self.counts[table][what] += 1

    def uid_of(self, old: StudentNode | AdultNode | Round | None) -> str:
        """The uid of a node that is there, or a new one."""
        return self.new_uid() if old is None else old.uid

    def set_node(self, nodes: list[_Node], old: _Node | None, node: _Node) -> bool:
        """Note the node as it is said, unless it is so already; whether it was not."""
        if old == node:
            return False
        nodes.append(node)
        return True

    def tally(self, table: str, old: object, changed: bool) -> None:
        """Count a row."""
        self.count(table, "added" if old is None else "changed" if changed else "unchanged")

    def replace(self, kept: Sequence[Kept], said: Sequence[Tie]) -> bool:
        """Retract what is no longer said and record what was not; whether there was anything to
        do.
        """
        wanted = set(said)
        there = {row.tie for row in kept}
        gone = [row for row in kept if row.tie not in wanted]
        new = [tie for tie in said if tie not in there]
        self.changes.retract += gone
        self.changes.add += new
        return bool(gone or new)

    def links(self, student: str) -> list[GradeInterval]:
        """The student's enrolments."""
        return [
            interval_of(kept.tie)
            for kept in self.of.get((Enrolment, student), [])
            if isinstance(kept.tie, Enrolment)
        ]

    def stays_of(self, kind: type[Membership | Place], uid: str) -> list[Stay]:
        """Where somebody is, was or will be."""
        return [
            stay_of(kept.tie)
            for kept in self.of.get((kind, uid), [])
            if isinstance(kept.tie, Membership | Place)
        ]

    def school(self, name: str) -> str:
        """The uid of the school of that name, which may be new."""
        uid = self.current.schools.get(name)
        if uid is None:
            uid = self.current.schools[name] = self.new_uid()
            self.changes.new_schools.append(SchoolNode(uid, name))
        self.changes.schools.add(uid)
        return uid

    def advisory(self, school_name: str, school: str, name: str) -> str:
        """The uid of a school's advisory of that name, which may be new."""
        key = key_of(school_name, name)
        uid = self.current.advisories.get(key)
        if uid is None:
            uid = self.current.advisories[key] = self.new_uid()
            self.advisory_schools[uid] = school
            self.changes.new_advisories.append(AdvisoryNode(uid, key, name))
            self.changes.add.append(Place("advisory", uid, school, None, None))
        return uid
