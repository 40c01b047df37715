"""The caseload: every student an account may see, judged, filtered, ordered and paged."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from operator import itemgetter
from typing import Any

from analysis.states import StudentStates
from graph_service.access.reader import Reader
from graph_service.workflows.caseload.judged import by_name
from graph_service.workflows.caseload.list_choices import Advisory, ListedSchool
from graph_service.workflows.caseload.listed import (
    BothMarks,
    ListedStudent,
    everyone,
    lines,
    one_each,
)
from graph_service.workflows.caseload.views import Caseload, Filters
from graph_service.workflows.desk.lens import Lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.desk.schools import is_synthetic
from graph_service.workflows.desk.sight import scoped_schools
from graph_service.workflows.states.judging import side_figure

_URGENCY = {"isolated": 0, "thin": 1, "unknown": 2, "supported": 3}
_MISSING = ("thin", "isolated")


def caseload(
    desk: Desk, reader: Reader, lens: Lens, filters: Filters, per_page: int | None = 50
) -> Caseload:
    """The students in the reader's scope enrolled on the lens's day; ``per_page`` None gives all
    that the filters leave.
    """
    schools = scoped_schools(desk, reader, lens)
    students = everyone(desk, schools, lens)
    persons = one_each(students)
    narrowed = replace(filters, tab="all", sort="look", page=1) != Filters()
    wanted = (
        one_each(student for student in students if _passes(student, filters))
        if narrowed
        else persons
    )
    in_tab = _in_order(
        (student for student in wanted if _in_tab(student.states, filters.tab)), filters.sort
    )
    offered = _offered(students, filters.school)
    size = per_page or max(len(in_tab), 1)
    pages = max(-(-len(in_tab) // size), 1)
    page = min(max(filters.page, 1), pages)
    return Caseload(
        title="Triage" if reader.role == "lead" else "My students",
        lens=lens,
        filters=replace(filters, page=page),
        lines=lines(desk, schools, lens, in_tab[(page - 1) * size : page * size]),
        shown=len(in_tab),
        pages=pages,
        tabs=_tabs(wanted),
        adult=side_figure("adult", (student.states.adult for student in persons)),
        peer=side_figure("peer", (student.states.peer for student in persons)),
        grades=tuple(sorted(_distinct(student.grade for student in offered), key=grade_order)),
        advisories=tuple(
            sorted(
                {student.advisory for student in offered if student.advisory}, key=advisory_order
            )
        ),
        schools=_schools(students),
        advisors=by_name({advisor for student in offered for advisor in student.advisors}),
        partial=any(scoped.partial for scoped in schools),
        synthetic=any(is_synthetic(scoped.school.name) for scoped in schools),
    )


def needs_a_look(states: BothMarks | StudentStates) -> bool:
    """Whether something is known to be missing on a side: thin or isolated."""
    adult, peer = states
    return adult.state in _MISSING or peer.state in _MISSING


def to_ask(states: BothMarks) -> bool:
    """Whether a side is unknown: somebody should ask the student."""
    return "unknown" in (states.adult.state, states.peer.state)


def _tabs(students: Sequence[ListedStudent]) -> dict[str, int]:
    return {
        "look": sum(needs_a_look(student.states) for student in students),
        "ask": sum(to_ask(student.states) for student in students),
        "all": len(students),
    }


def _schools(students: Iterable[ListedStudent]) -> tuple[ListedSchool, ...]:
    return tuple(sorted({student.school for student in students}, key=school_order))


def _offered(students: Sequence[ListedStudent], school: str) -> Sequence[ListedStudent]:
    """The students whose grades, advisories and advisors a list can be narrowed to: those of the
    school that was chosen, or all.
    """
    return [student for student in students if student.school.uid == school] or students


def _in_tab(states: BothMarks, tab: str) -> bool:
    if tab == "look":
        return needs_a_look(states)
    return to_ask(states) if tab == "ask" else True


def _passes(student: ListedStudent, filters: Filters) -> bool:
    sides = [side for side in student.states if filters.side in ("", side.side)]
    return (
        (not filters.state or any(side.state == filters.state for side in sides))
        and (not filters.grade or student.grade == filters.grade)
        and (not filters.school or student.school.uid == filters.school)
        and (
            not filters.advisory
            or (student.advisory is not None and _is_called(student.advisory, filters.advisory))
        )
        and (
            not filters.advisor
            or any(filters.advisor == advisor.uid for advisor in student.advisors)
        )
        and all(word in _plain(student.name) for word in _plain(filters.text).split())
    )


def _in_order(students: Iterable[ListedStudent], sort: str) -> list[ListedStudent]:
    """By a column, backwards with a ``-`` before its name; who has no value comes last both ways,
    and equals go by name.
    """
    by_name = sorted(students, key=lambda student: (student.name.casefold(), student.uid))
    column, backwards = sort.removeprefix("-"), sort.startswith("-")
    if column == "name":
        return by_name[::-1] if backwards else by_name
    keyed = [(_SORT_KEYS.get(column, _by_look)(student), student) for student in by_name]
    having = sorted(
        (pair for pair in keyed if pair[0] is not None), key=itemgetter(0), reverse=backwards
    )
    return [student for _, student in having] + [student for key, student in keyed if key is None]


def _by_look(student: ListedStudent) -> tuple[int, ...]:
    return tuple(sorted(_URGENCY[side.state] for side in student.states))


def grade_order(grade: str) -> tuple[bool, int, str]:
    """Grades that are numbers in the order of numbers, before the others."""
    number = grade.isascii() and grade.isdigit()
    return (not number, int(grade) if number else 0, grade)


def school_order(school: ListedSchool) -> tuple[str, str, str]:
    """Schools by their names."""
    return school.name.casefold(), school.name, school.uid


def advisory_order(advisory: Advisory) -> tuple[str, str, str]:
    """Advisories by their names, those of one name by their schools'."""
    return advisory.name.casefold(), advisory.name, advisory.school


def _is_called(advisory: Advisory, asked: str) -> bool:
    """Whether the advisory is asked for: by its uid, or by its name, which another school's may
    have too.
    """
    return asked in (advisory.uid, advisory.name)


_SORT_KEYS: dict[str, Callable[[ListedStudent], Any]] = {
    "school": lambda student: school_order(student.school),
    "grade": lambda student: grade_order(student.grade) if student.grade else None,
    "advisory": lambda student: advisory_order(student.advisory) if student.advisory else None,
    "adults": lambda student: (_URGENCY[student.states.adult.state], student.states.adult.n),
    "peers": lambda student: (_URGENCY[student.states.peer.state], student.states.peer.n),
    "contact": lambda student: student.last_contact or date.min,
}


def _plain(text: str) -> str:
    """The text without case and accents, so that José is found as jose."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).casefold()


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}))
