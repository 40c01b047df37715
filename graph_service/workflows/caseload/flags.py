"""The flags of a school: every enrolled student's two states with what they follow from, as one
plain object.
"""

from typing import Any, NamedTuple

from typing_extensions import TypedDict

from analysis.rule import Rule
from graph_service.workflows.audit.log import note_operator
from graph_service.workflows.caseload.judged import judged, line
from graph_service.workflows.caseload.lists import needs_a_look
from graph_service.workflows.caseload.views import StudentLine, students_in
from graph_service.workflows.desk.lens import Lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.desk.schools import is_synthetic, school_named
from graph_service.workflows.desk.sight import Seen, whole_school
from graph_service.workflows.states.judging import side_figure
from graph_service.workflows.states.views import SideFigure, SideView, State


class RuleParts(TypedDict):
    """The rule with all its parts."""

    name: str
    version: int
    adult_threshold: int
    peer_threshold: int
    evidence: str
    observers: str
    least_strength: int
    fresh_days: int
    roles: list[str]


class FigureObject(TypedDict):
    """One side's figure; null where undefined."""

    supported: int
    thin: int
    isolated: int
    unknown: int
    known: int
    total: int
    share: float | None
    low: float | None
    high: float | None
    advisor_reported_reference: float


class Figures(TypedDict):
    """Both sides' figures, of every student who may be seen."""

    adult: FigureObject
    peer: FigureObject


class OutOfCount(TypedDict):
    """An alter (the school's own id) that does not count, and why, in the rule's words."""

    alter: str
    reason: str


class SideFlag(TypedDict):
    """One side of one student; alters by the school's own ids.

    ``observed``: whether somebody who could know has answered; where not, there may be more who
    count than are known. ``confidential`` when it rests on something said in confidence.
    """

    state: State
    observed: bool
    counted: list[str]
    not_counted: list[OutOfCount]
    sentence: str
    confidential: bool


class StudentFlags(TypedDict):
    """One student's two sides; ``id`` is the school's own."""

    id: str
    name: str
    school: str
    grade: str | None
    advisory: str | None
    adult: SideFlag
    peer: SideFlag


class SchoolFlags(TypedDict):
    """The output of ``support-web flags --format json`` for a school; days are written
    YYYY-MM-DD.
    """

    school: str
    synthetic: bool
    rule: RuleParts
    on: str
    known_on: str | None
    partial: bool
    figures: Figures
    students: list[StudentFlags]


class Flags(NamedTuple):
    """The flags of a school as one plain object, and the uids of every student that it shows."""

    found: SchoolFlags
    students: set[str]


def flags(desk: Desk, school: str, lens: Lens, *, needing_a_look: bool = False) -> dict[str, Any]:
    """The school's figures and students as the operator of the database sees them; figures are
    always of all students.

    The look is recorded first. Raises NotThere when no school has that name.
    """
    place = school_named(desk, school)
    seen = flags_of(whole_school(desk, place, lens), lens, needing_a_look=needing_a_look)
    note_operator(desk, "read flags", place.uid, seen.students)
    return dict(seen.found)


def flags_of(seen: Seen, lens: Lens, *, needing_a_look: bool = False) -> Flags:
    """A reader's view of one school, in the shape of the command line and of JSON."""
    everyone = judged(seen, lens)
    shown = [student for student in everyone if not needing_a_look or needs_a_look(student.states)]
    lines = sorted((line(student) for student in shown), key=lambda line: line.id)
    found: SchoolFlags = {
        "school": seen.school.name,
        "synthetic": is_synthetic(seen.school.name),
        "rule": rule_object(lens.rule),
        "on": lens.on.isoformat(),
        "known_on": lens.known_on.isoformat() if lens.known_on else None,
        "partial": seen.partial,
        "figures": {
            "adult": figure_object(
                side_figure("adult", (student.states.adult for student in everyone))
            ),
            "peer": figure_object(
                side_figure("peer", (student.states.peer for student in everyone))
            ),
        },
        "students": [student_object(line) for line in lines],
    }
    return Flags(found, students_in(lines))


def rule_object(rule: Rule) -> RuleParts:
    """The rule with all its parts."""
    return {
        "name": rule.name,
        "version": rule.version,
        "adult_threshold": rule.adult_threshold,
        "peer_threshold": rule.peer_threshold,
        "evidence": rule.evidence,
        "observers": rule.observers,
        "least_strength": rule.least_strength,
        "fresh_days": rule.fresh_days,
        "roles": sorted(rule.roles),
    }


def figure_object(figure: SideFigure) -> FigureObject:
    """One side's figure."""
    return {
        "supported": figure.supported,
        "thin": figure.thin,
        "isolated": figure.isolated,
        "unknown": figure.unknown,
        "known": figure.known,
        "total": figure.total,
        "share": figure.share,
        "low": figure.low,
        "high": figure.high,
        "advisor_reported_reference": figure.reference,
    }


def student_object(line: StudentLine) -> StudentFlags:
    """One student with both sides."""
    return {
        "id": line.id,
        "name": line.name,
        "school": line.school,
        "grade": line.grade,
        "advisory": line.advisory,
        "adult": side_object(line.adult),
        "peer": side_object(line.peer),
    }


def side_object(side: SideView) -> SideFlag:
    """One side: the state, the ids that count, those that do not with the rule's reason, the
    sentence, and whether it is confidential.
    """
    return {
        "state": side.state,
        "observed": side.observed,
        "counted": [alter.id for alter in side.counted],
        "not_counted": [{"alter": alter.id, "reason": alter.reason} for alter in side.not_counted],
        "sentence": side.sentence,
        "confidential": side.confidential,
    }
