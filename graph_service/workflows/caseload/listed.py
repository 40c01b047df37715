"""Every student in a reader's scope as the lists sort and count them: judged once, kept, and after
a change judged anew as far as it can alter them.
"""

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from analysis.facts import Side
from analysis.states import SideState, State
from graph_service.workflows.caseload.judged import Judged, judged, line
from graph_service.workflows.caseload.list_choices import Advisor, Advisory, ListedSchool
from graph_service.workflows.caseload.views import StudentLine
from graph_service.workflows.desk.lens import Lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.desk.sight import Scoped

KEPT_LINES = 100
"""How many explained students are kept of a school under one lens and sight."""
LINE = 10
"""How many judged students take the room of an explained one."""


class Mark(NamedTuple):
    """One side of a student in a list: its state and how many count."""

    side: Side
    state: State
    n: int


class BothMarks(NamedTuple):
    """Both sides of a student in a list."""

    adult: Mark
    peer: Mark


@dataclass(frozen=True, slots=True)
class ListedStudent:
    """One student as a list sorts and counts them; explanations are made for those who are
    shown.
    """

    school: ListedSchool
    uid: str
    name: str
    grade: str | None
    advisory: Advisory | None
    advisors: tuple[Advisor, ...]
    states: BothMarks
    last_contact: date | None


@dataclass(slots=True)
class KeptStudents:
    """The students of one school, judged under one lens for one sight, at a revision of its facts.

    ``lines`` are those explained lately, each with the student whom it was made of: another one
    after a change that can alter it.
    """

    guard: threading.Lock = field(default_factory=threading.Lock)
    loaded: object = None
    revision: int = -1
    students: dict[str, ListedStudent] = field(default_factory=dict)
    lines: OrderedDict[str, tuple[ListedStudent, StudentLine]] = field(default_factory=OrderedDict)


def everyone(desk: Desk, schools: Iterable[Scoped], lens: Lens) -> list[ListedStudent]:
    """Every student in scope who is enrolled on the lens's day; one at two schools stands in the
    list of both.
    """
    return [student for scoped in schools for student in listed(desk, scoped, lens)]


def one_each(students: Iterable[ListedStudent]) -> list[ListedStudent]:
    """Each student once, at the first of their schools."""
    found: dict[str, ListedStudent] = {}
    for student in students:
        found.setdefault(student.uid, student)
    return list(found.values())


def listed(desk: Desk, scoped: Scoped, lens: Lens) -> Sequence[ListedStudent]:
    """The students of one school in scope and enrolled on the lens's day, by uid."""
    kept = _kept(desk, scoped, lens)
    with kept.guard:
        if _is_ahead(kept, scoped):
            return [_listed(one) for one in judged_of(scoped, lens, scoped.reasons)]
        if not _is_level(kept, scoped):
            kept.students = _judged_anew(kept, scoped, lens)
            kept.loaded, kept.revision = scoped.kept.loaded, scoped.kept.revision
        return list(kept.students.values())


def _is_level(kept: KeptStudents, scoped: Scoped) -> bool:
    """Whether both are of the very same facts."""
    return kept.loaded is scoped.kept.loaded and kept.revision == scoped.kept.revision


def _is_ahead(kept: KeptStudents, scoped: Scoped) -> bool:
    """Whether somebody else has judged a later revision since this reader's scope was read."""
    return kept.loaded is scoped.kept.loaded and kept.revision > scoped.kept.revision


def lines(
    desk: Desk, schools: Iterable[Scoped], lens: Lens, shown: Sequence[ListedStudent]
) -> tuple[StudentLine, ...]:
    """These students as a list shows them, explained."""
    found: dict[tuple[str, str], StudentLine] = {}
    for scoped in schools:
        here = [student for student in shown if student.school.uid == scoped.school.uid]
        found |= {
            (scoped.school.uid, told.uid): replace(told, reason=scoped.reasons[told.uid])
            for told in _lines_of(_kept(desk, scoped, lens), scoped, lens, here)
        }
    return tuple(found[student.school.uid, student.uid] for student in shown)


def judged_of(scoped: Scoped, lens: Lens, students: Collection[str]) -> list[Judged]:
    """Those of these students in scope who are enrolled on the lens's day, judged, with their
    evidence.
    """
    return judged(scoped.of(students), lens)


def _kept(desk: Desk, scoped: Scoped, lens: Lens) -> KeptStudents:
    key = (scoped.school.uid, scoped.sight, scoped.partial, lens.on, lens.rule, lens.known_on)
    students = len(scoped.reasons)
    return desk.judged_lately(key, KeptStudents, size=students + LINE * min(students, KEPT_LINES))


def _judged_anew(kept: KeptStudents, scoped: Scoped, lens: Lens) -> dict[str, ListedStudent]:
    """The students, of whom only those are judged whom the changes since could alter."""
    altered = None
    if kept.loaded is scoped.kept.loaded:
        altered = scoped.kept.altered_since(kept.revision)
    if altered is None:
        found: dict[str, ListedStudent] = {}
        anew = list(scoped.reasons)
    else:
        found = {uid: student for uid, student in kept.students.items() if uid not in altered}
        anew = [uid for uid in scoped.reasons if uid in altered]
    if anew:
        found |= {one.uid: _listed(one) for one in judged_of(scoped, lens, anew)}
        found = dict(sorted(found.items()))
    return found


def _listed(one: Judged) -> ListedStudent:
    return ListedStudent(
        ListedSchool(one.seen.school.uid, one.seen.school.name),
        one.uid,
        one.name,
        one.grade,
        one.advisory,
        one.advisors,
        BothMarks(*(_mark(side) for side in one.states)),
        one.evidence.latest_contact(one.uid),
    )


def _mark(side: SideState) -> Mark:
    return Mark(side.side, side.state, side.n)


def _lines_of(
    kept: KeptStudents, scoped: Scoped, lens: Lens, shown: Sequence[ListedStudent]
) -> Iterable[StudentLine]:
    with kept.guard:
        lines = {uid: kept.lines[uid] for uid in (one.uid for one in shown) if uid in kept.lines}
    found = {one.uid: lines[one.uid][1] for one in shown if _is_of(lines.get(one.uid), one)}
    missing = [student for student in shown if student.uid not in found]
    if missing:
        made = {one.uid: line(one) for one in judged_of(scoped, lens, [one.uid for one in missing])}
        found |= made
        with kept.guard:
            if _is_level(kept, scoped):
                _keep_lines(kept, missing, made)
    return found.values()


def _keep_lines(
    kept: KeptStudents, students: Sequence[ListedStudent], made: Mapping[str, StudentLine]
) -> None:
    for student in students[-KEPT_LINES:]:
        kept.lines[student.uid] = student, made[student.uid]
        kept.lines.move_to_end(student.uid)
    while len(kept.lines) > KEPT_LINES:
        kept.lines.popitem(last=False)


def _is_of(held: tuple[ListedStudent, StudentLine] | None, student: ListedStudent) -> bool:
    return held is not None and held[0] is student
