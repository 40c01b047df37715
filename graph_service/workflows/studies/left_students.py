"""The students of a school on one day as they may leave: each judged from everything and from what
may leave, and their rows without codes.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from analysis.answers import Answered
from analysis.facts import SIDES, Side
from analysis.measures.register import Measure, measured_in_bulk
from analysis.pairs import EVERYBODY_HEARD, Unheard
from analysis.released import Readings, Released, closed_sides, released
from analysis.states import SideState
from graph_service.workflows.caseload.judged import Judged, judged
from graph_service.workflows.desk.lens import Lens
from graph_service.workflows.desk.sight import Seen

Row = list[object]
NOTHING = [False, *[None] * 7]
"""The columns of a row beside the state of a side that nobody was asked about."""


class LeftStudent(NamedTuple):
    """One student judged from what may leave, and the part of them that may."""

    student: Judged
    left: Released


class JudgedTwice(NamedTuple):
    """A school's students on one day, each judged from everything and from what may leave."""

    scope: frozenset[str]
    students: Sequence[tuple[Judged, Judged]]


def judged_twice(whole: Seen, seen: Seen, lens: Lens) -> JudgedTwice:
    """Everybody enrolled on the lens's day, from the whole school and without confidence."""
    known = {student.uid: student for student in judged(whole, lens)}
    return JudgedTwice(
        frozenset(seen.reasons),
        [(known[student.uid], student) for student in judged(seen, lens)],
    )


def closed_in(days: Iterable[JudgedTwice]) -> Unheard:
    """By side, the students of whom not everything may leave on one of these days."""
    found: Mapping[Side, set[str]] = {side: set() for side in SIDES}
    for day in days:
        for known, seen in day.students:
            for side in closed_sides(_readings(known, seen)):
                found[side].add(seen.uid)
    return {side: frozenset(students) for side, students in found.items()}


def left_students(day: JudgedTwice, closed: Unheard = EVERYBODY_HEARD) -> list[LeftStudent]:
    """The part of each student that may leave, where ``closed`` are the sides that do not."""
    return [
        LeftStudent(seen, released(*_readings(known, seen), day.scope, closed))
        for known, seen in day.students
    ]


def _readings(known: Judged, seen: Judged) -> Readings:
    return (known.evidence, known.states), (seen.evidence, seen.states)


def values_of(everyone: Sequence[LeftStudent], measures: Iterable[Measure]) -> list[Row]:
    """The grade, both sides and the measures of each student."""
    numbers = measured_in_bulk(measures, (left.web for _, left in everyone))
    return [
        [
            student.grade,
            *(value for side in left.states for value in side_values(side)),
            *taken.values(),
        ]
        for (student, left), taken in zip(everyone, numbers, strict=True)
    ]


def side_values(side: SideState) -> Row:
    """The columns of one side."""
    latest = max(side.observing, key=Answered.order, default=None)
    capped = None if not side.own else not all(answer.complete[side.side] for answer in side.own)
    if latest is None:
        return [side.state, False, None, None, None, None, None, capped, None]
    observer = "student" if latest.informant == side.ego else "advisor"
    stale = sum(verdict.reason == "stale" for verdict in side.not_counted)
    month = f"{latest.day:%Y-%m}"
    return [
        side.state,
        True,
        side.n,
        len(side.not_counted),
        side.unnamed,
        observer,
        month,
        capped,
        stale,
    ]
