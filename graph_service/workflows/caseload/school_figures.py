"""How a school is doing: figures with their bounds, by grade and advisory, over the rounds, and as
students and as staff see it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from analysis.facts import SIDES
from analysis.rule import NAMED_RULES
from graph_service.access.reader import Reader
from graph_service.workflows.caseload.list_choices import Advisory, ListedSchool
from graph_service.workflows.caseload.listed import ListedStudent, everyone
from graph_service.workflows.caseload.lists import advisory_order, grade_order, school_order
from graph_service.workflows.desk.lens import Lens
from graph_service.workflows.desk.reading import KEPT_FIGURES, Desk
from graph_service.workflows.desk.schools import is_synthetic
from graph_service.workflows.desk.sight import Scoped, scoped_schools
from graph_service.workflows.states.judging import side_figure
from graph_service.workflows.states.views import SideFigure, SideName

MOST_ROUNDS = 5
NOT_RECORDED = "not recorded"
_ROUNDS = {
    "student_voice": "students were asked",
    "staff_mapping": "staff mapped their ties",
    "advisor_report": "advisors reported",
}


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """The figures of some students, or of all on an earlier day; ``label`` says of whom, or what
    happened on the day.

    ``asked`` is how a list is asked for them; ``school`` is named where the reader sees several, of
    each of which one may be called so.
    """

    label: str
    adult: SideFigure
    peer: SideFigure
    on: date | None = None
    asked: str = ""
    school: str = ""


@dataclass(frozen=True, slots=True)
class TwoViews:
    """One side as the students alone see it, against what their advisors alone report.

    ``table`` has a row a verdict of the students' view (enough, too few, not known), with the
    number of students to whom the advisors' view gives each of the three; ``advisors_only`` and
    ``students_only`` are those for whom one view sees enough and the other too few.
    """

    side: SideName
    table: tuple[tuple[str, tuple[int, int, int]], ...]
    advisors_only: int
    students_only: int


@dataclass(frozen=True, slots=True)
class SchoolFigures:
    """A school's page: ``partial`` says that only what the reader may see was judged.

    ``by_school`` is empty where the reader sees students of one school alone.
    """

    lens: Lens
    adult: SideFigure
    peer: SideFigure
    by_school: tuple[GroupFigures, ...]
    by_grade: tuple[GroupFigures, ...]
    by_advisory: tuple[GroupFigures, ...]
    over_rounds: tuple[GroupFigures, ...]
    views: tuple[TwoViews, ...]
    partial: bool
    synthetic: bool


def school_figures(desk: Desk, reader: Reader, lens: Lens) -> SchoolFigures:
    """The figures of everyone whom the reader may see, on the lens's day and, under the same rule,
    after the rounds before it.
    """
    schools = scoped_schools(desk, reader, lens)
    seen = [
        (scoped.school, scoped.kept.revision, scoped.kept.loaded, scoped.sight, scoped.partial)
        for scoped in schools
    ]
    key = (tuple(seen), lens)
    return desk.lately(key, lambda: _figures(desk, schools, lens), KEPT_FIGURES)


def _figures(desk: Desk, schools: Sequence[Scoped], lens: Lens) -> SchoolFigures:
    students = everyone(desk, schools, lens)
    whole = _group("", students)
    return SchoolFigures(
        lens=lens,
        adult=whole.adult,
        peer=whole.peer,
        by_school=_by_school(schools, students),
        by_grade=_groups(students, lambda student: student.grade, grade_order),
        by_advisory=_by_advisory(schools, students),
        over_rounds=_over_rounds(desk, schools, lens),
        views=_two_views(desk, schools, lens),
        partial=any(scoped.partial for scoped in schools),
        synthetic=any(is_synthetic(scoped.school.name) for scoped in schools),
    )


def _group(label: str, students: Iterable[ListedStudent], on: date | None = None) -> GroupFigures:
    states = [student.states for student in students]
    adult, peer = (
        side_figure(side, (getattr(student, side) for student in states)) for side in SIDES
    )
    return GroupFigures(label, adult, peer, on)


def _by_school(
    schools: Sequence[Scoped], students: Sequence[ListedStudent]
) -> tuple[GroupFigures, ...]:
    """Each school where several are seen, by name; also one of whom nobody is enrolled on the
    day.
    """
    if len(schools) < 2:
        return ()
    groups: dict[ListedSchool, list[ListedStudent]] = {
        ListedSchool(scoped.school.uid, scoped.school.name): [] for scoped in schools
    }
    for student in students:
        groups[student.school].append(student)
    return tuple(
        replace(_group(school.name, groups[school]), asked=school.uid)
        for school in sorted(groups, key=school_order)
    )


def _by_advisory(
    schools: Sequence[Scoped], students: Sequence[ListedStudent]
) -> tuple[GroupFigures, ...]:
    """Each advisory for itself, by name and then by school; last whoever is in none."""
    groups: dict[Advisory | None, list[ListedStudent]] = defaultdict(list)
    for student in students:
        groups[student.advisory].append(student)
    found = []
    for advisory in sorted((advisory for advisory in groups if advisory), key=advisory_order):
        group = _group(advisory.name, groups[advisory])
        found.append(
            replace(group, asked=advisory.uid, school=advisory.school if len(schools) > 1 else "")
        )
    return (*found, *([_group(NOT_RECORDED, groups[None])] if None in groups else []))


def _groups(
    students: Sequence[ListedStudent],
    of: Callable[[ListedStudent], str | None],
    order: Callable[[str], object],
) -> tuple[GroupFigures, ...]:
    groups: dict[str, list[ListedStudent]] = defaultdict(list)
    for student in students:
        groups[of(student) or ""].append(student)
    labels = sorted(groups, key=lambda label: (label == "", order(label)))
    return tuple(
        replace(_group(label or NOT_RECORDED, groups[label]), asked=label) for label in labels
    )


def _over_rounds(desk: Desk, schools: Sequence[Scoped], lens: Lens) -> tuple[GroupFigures, ...]:
    """The figures after each of the latest rounds that has an answer about a student whom the
    reader may see, the oldest first.
    """
    kinds: dict[date, set[str]] = defaultdict(set)
    for scoped in schools:
        for day, kind in _round_days(scoped, lens.on):
            kinds[day].add(_ROUNDS[kind])
    days = sorted(kinds)[-MOST_ROUNDS:]
    moments = []
    for day in days:
        then = replace(lens, on=day)
        students = everyone(desk, schools, then)
        moments.append(_group(" and ".join(sorted(kinds[day])), students, day))
    return tuple(moments)


def _round_days(scoped: Scoped, on: date) -> set[tuple[date, str]]:
    """The day each round was over, and its kind: its closing, or the day of the latest answer where
    it has none.
    """
    latest: dict[str, date] = {}
    rounds = scoped.kept.parts.rounds
    for answer in (row.fact for row in scoped.answers()):
        held = rounds[answer.round]
        if answer.status == "answered" and held.kind in _ROUNDS:
            day = held.closed_on or answer.answered_on or held.opened_on
            if day <= on:
                latest[held.uid] = max(latest.get(held.uid, day), day)
    return {(day, rounds[uid].kind) for uid, day in latest.items()}


def _two_views(desk: Desk, schools: Sequence[Scoped], lens: Lens) -> tuple[TwoViews, ...]:
    own, reported = (
        _judged_by(desk, schools, lens, name) for name in ("student-voice", "advisor-reported")
    )
    return tuple(_compared(side, own, reported) for side in SIDES)


def _judged_by(desk: Desk, schools: Sequence[Scoped], lens: Lens, name: str) -> list[ListedStudent]:
    """Everyone under a named rule with the lens's own thresholds, strength, days and roles."""
    named = NAMED_RULES[name]
    rule = replace(lens.rule, name=name, evidence=named.evidence, observers=named.observers)
    return everyone(desk, schools, replace(lens, rule=rule))


def _compared(
    side: SideName, own: Sequence[ListedStudent], reported: Sequence[ListedStudent]
) -> TwoViews:
    verdicts = ("enough", "too few", "not known")
    pairs = Counter(
        (_verdict(first, side), _verdict(second, side))
        for first, second in zip(own, reported, strict=True)
    )
    table = tuple(
        (row, (pairs[row, "enough"], pairs[row, "too few"], pairs[row, "not known"]))
        for row in verdicts
    )
    return TwoViews(side, table, pairs["too few", "enough"], pairs["enough", "too few"])


def _verdict(student: ListedStudent, side: SideName) -> str:
    state: str = getattr(student.states, side).state
    return {"supported": "enough", "unknown": "not known"}.get(state, "too few")
