"""The schools whose people the files list in full: whom a complete import ends, and who stays with
a note. Pure.

The file of one school says nothing of another, whoever shares the source with it. Nobody is ended
by a guess: whoever may be another school's as well stays.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from facts.kinds import tie_key
from facts.recorded import Kept
from facts.ties import Enrolment, Place, RoleTie
from graph_service.records.changes import AdultNode, StudentNode, school_of
from graph_service.records.current import Current
from graph_service.records.reserved import RECORDED_ADULT
from graph_service.records.tables import Tables
from graph_service.workflows.intake.plan.removals import MOST

Schools = Mapping[str, frozenset[str]]
"""The uids of schools by somebody's uid."""

ROSTER = frozenset({"students", "adults", "ties"})
"""The tables whose missing rows say something."""

_NOWHERE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Extent:
    """``schools`` (uids) are those of which the files tell everybody, with their ``advisories``;
    ``alone``: no other has anybody of the source.

    ``students`` and ``adults`` are the schools that somebody is at, or was last: as the files say,
    else as it stands. ``tied`` are the students (uids) to whom the adults are tied who are not in
    the files, and ``fixed`` the ids of adults who are not the reader's to end.
    """

    schools: frozenset[str]
    advisories: frozenset[str] = frozenset()
    alone: bool = True
    students: Schools = field(default_factory=dict)
    adults: Schools = field(default_factory=dict)
    tied: Mapping[str, frozenset[str]] = field(default_factory=dict)
    fixed: frozenset[str] = frozenset()

    def has(self, student: str) -> bool:
        """Whether a student is at one of the schools."""
        return not self.schools.isdisjoint(self.students.get(student, _NOWHERE))

    def tells(self, tie: RoleTie) -> bool:
        """Whether the files would hold the tie: it is of a student of these schools, and so is its
        other end if a student.

        For a student who is at another school too, they list only ties to adults of these schools.
        """
        if tie.role == "peer":
            return self._wholly(self.students, tie.student) and self._wholly(
                self.students, tie.alter
            )
        if self._wholly(self.students, tie.student):
            return True
        return self.has(tie.student) and self._wholly(self.adults, tie.alter)

    def is_tied_elsewhere(self, adult: str) -> bool:
        """Whether an adult is tied to a student of another school, who would lose them."""
        return any(
            not self._wholly(self.students, student) for student in self.tied.get(adult, _NOWHERE)
        )

    def ends(self, adult: str) -> bool:
        """Whether an adult who is not in the files is no other school's: by where they are, else by
        whom they are tied to.
        """
        if self.adults.get(adult):
            return self._wholly(self.adults, adult)
        return not self.is_tied_elsewhere(adult) if self.tied.get(adult) else self.alone

    def leaves_all(self, adult: str) -> bool:
        """Whether an adult who leaves these schools is nobody's elsewhere."""
        here = not self.adults.get(adult) or self._wholly(self.adults, adult)
        return here and not self.is_tied_elsewhere(adult)

    def _wholly(self, places: Schools, uid: str) -> bool:
        return bool(places.get(uid)) and places[uid] <= self.schools


class NotInFiles(NamedTuple):
    """People and ties of earlier imports that still hold and are not in the files: by uid; ties by
    role, alter and student.
    """

    students: frozenset[str] = frozenset()
    adults: frozenset[str] = frozenset()
    ties: frozenset[tuple[str, str, str]] = frozenset()


def extent_of(
    tables: Tables,
    current: Current,
    day: date,
    *,
    tied: Iterable[str] = (),
    fixed: frozenset[str] = frozenset(),
) -> Extent | None:
    """The schools whose people the tables list in full; None where nobody can tell. ``tied`` are
    ids of students in its ties.

    They are the schools that its students are at. Without students it is the only school of the
    source, or the only one that the tables name: one visiting teacher does not make a file another
    school's.
    """
    students = _places(current.ties, Enrolment, day)
    students |= _said(tables, current, students)
    adults = _places(current.ties, Place, day)
    there = frozenset().union(*students.values(), *adults.values())
    named = frozenset(_uids({row.school for row in tables.students}, current))
    if not tables.students:
        rows = _uids({row.school for row in tables.adults if row.school}, current)
        known = (current.students[id].uid for id in tied if id in current.students)
        named = (
            there
            if len(there) == 1
            else frozenset(rows) or frozenset().union(*(students[uid] for uid in known))
        )
        if len(named) > 1:
            return None
    if not named:
        return None
    names = {name for name, uid in current.schools.items() if uid in named}
    advisories = {uid for key, uid in current.advisories.items() if school_of(key) in names}
    return Extent(named, frozenset(advisories), there <= named, students, adults, fixed=fixed)


def told_to_leave(tables: Tables, current: Current, day: date) -> Extent | None:
    """The schools of which the tables tell who has left: those that they name.

    None where they name none. Files without a school speak for the whole source, such as a register
    that says whom it no longer knows.
    """
    named = {row.school for rows in (tables.students, tables.stays) for row in rows}
    named |= {row.school for row in tables.adults if row.school}
    schools = frozenset(current.schools[name] for name in named if name in current.schools)
    if not named:
        return None
    advisories = {uid for key, uid in current.advisories.items() if school_of(key) in named}
    students, adults = (_places(current.ties, kind, day) for kind in (Enrolment, Place))
    there = frozenset().union(*students.values(), *adults.values())
    return Extent(schools, frozenset(advisories), there <= schools, students, adults)


def hardly_told(
    tables: Tables, current: Current, extent: Extent, day: date
) -> list[tuple[str, int, int]]:
    """The schools of which the tables hold few students beside another's: name, how many of them,
    of how many.

    Few are less than half, where more than ``MOST`` would end. Where no other school is in the
    tables, they are its own.
    """
    if len(extent.schools) < 2:
        return []
    names = {uid: name for name, uid in current.schools.items()}
    said = {current.students[row.id].uid for row in tables.students if row.id in current.students}
    enrolled: defaultdict[str, set[str]] = defaultdict(set)
    for _, tie in current.ties:
        if isinstance(tie, Enrolment) and tie.school in extent.schools and _goes_on(tie, day):
            enrolled[tie.school].add(tie.student)
    held = ((names[school], len(all_ & said), len(all_)) for school, all_ in enrolled.items())
    return sorted((name, some, of) for name, some, of in held if of - some > max(MOST, of / 2))


def absent_students(tables: Tables, current: Current, extent: Extent) -> Iterator[StudentNode]:
    """The students of these schools who are not in the tables."""
    said = {row.id for row in tables.students} | tables.departed
    return (
        node for id, node in current.students.items() if id not in said and extent.has(node.uid)
    )


def absent_adults(
    tables: Tables, current: Current, extent: Extent, day: date
) -> Iterator[AdultNode]:
    """The adults who are active, are not in the tables, and are at these schools, or at none.

    An adult whom somebody made known on a page is no import's to end.
    """
    said = {row.id for row in tables.adults} | tables.departed | extent.fixed
    for id, node in current.adults.items():
        at = extent.adults.get(node.uid, _NOWHERE)
        here = not at or not extent.schools.isdisjoint(at)
        if here and id not in said and is_active(node, day) and not id.startswith(RECORDED_ADULT):
            yield node


def absent_ties(
    kept: Iterable[Kept],
    said: Collection[tuple[object, ...]],
    imported: Collection[str],
    extent: Extent,
    day: date,
) -> Iterator[tuple[Kept, RoleTie]]:
    """The ties in force after the day that imports brought and that are not among those ``said``
    (their keys).
    """
    for one in kept:
        tie = one.tie
        over = not isinstance(tie, RoleTie) or (tie.until is not None and tie.until <= day)
        if (
            isinstance(tie, RoleTie)
            and not over
            and one.id in imported
            and tie_key(tie) not in said
            and extent.tells(tie)
        ):
            yield one, tie


def is_active(node: AdultNode, day: date) -> bool:
    """Whether an adult goes on after the day."""
    return node.active_until is None or node.active_until > day


def _said(tables: Tables, current: Current, held: Schools) -> dict[str, frozenset[str]]:
    """Where the tables say that the students who are known already are, with the other schools of
    those who are there already.
    """
    named: defaultdict[str, set[str]] = defaultdict(set)
    for stay in tables.stays:
        named[stay.person_id].add(stay.school)
    said = {}
    for row in tables.students:
        node = current.students.get(row.id)
        if node is not None:
            schools = _uids({row.school, *named[row.id]}, current)
            before = held.get(node.uid, _NOWHERE)
            said[node.uid] = frozenset(schools) | (before if schools & before else _NOWHERE)
    return said


def _uids(names: Iterable[str], current: Current) -> set[str]:
    """The schools of these names; one that is new stands under its name: nobody is at it yet."""
    return {current.schools.get(name, name) for name in names}


def _places(
    ties: Iterable[Kept], kind: type[Enrolment | Place], day: date
) -> dict[str, frozenset[str]]:
    """The schools that students (of enrolments) or adults (of places) are at on the day or later,
    else were last.
    """
    stays: defaultdict[str, list[Enrolment | Place]] = defaultdict(list)
    for _, tie in ties:
        if isinstance(tie, Enrolment) and kind is Enrolment:
            stays[tie.student].append(tie)
        elif isinstance(tie, Place) and kind is Place and tie.what == "adult":
            stays[tie.uid].append(tie)
    found = {}
    for uid, of in stays.items():
        now = {tie.school for tie in of if _goes_on(tie, day)}
        last = max(of, key=lambda tie: (tie.until or date.max, tie.since or date.min))
        found[uid] = frozenset(now or {last.school})
    return found


def _goes_on(tie: Enrolment | Place, day: date) -> bool:
    if tie.until is not None:
        return tie.until > day
    return not isinstance(tie, Enrolment) or tie.status == "enrolled"
