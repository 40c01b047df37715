"""The caseload: every student an account may see, judged, filtered, ordered and paged."""

import unicodedata
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from typing import Any

from analysis.evidence import Evidence
from analysis.presence import enrolled, in_force
from analysis.states import StudentStates, judge_all
from graph_service.access.reader import Reader
from graph_service.workflows.caseload.list_choices import Advisor, Advisory, ListedSchool
from graph_service.workflows.caseload.views import Caseload, Filters, StudentLine
from graph_service.workflows.desk.lens import Lens
from graph_service.workflows.desk.reading import (
    Desk,
    Paths,
    School,
    Seen,
    evidence_of,
    seen_by,
    sight_of,
)
from graph_service.workflows.desk.schools import is_synthetic
from graph_service.workflows.states.judging import side_figure, side_view

_URGENCY = {"isolated": 0, "thin": 1, "unknown": 2, "supported": 3}


@dataclass(frozen=True, slots=True)
class Judged:
    """One student, judged but not yet explained: explanations are made for the students that are
    shown.
    """

    seen: Seen
    evidence: Evidence
    uid: str
    name: str
    grade: str | None
    advisory: Advisory | None
    advisors: tuple[Advisor, ...]
    states: StudentStates


def caseload(
    desk: Desk, reader: Reader, lens: Lens, filters: Filters, per_page: int | None = 50
) -> Caseload:
    """The students in the reader's scope enrolled on the lens's day; ``per_page`` None gives all
    that the filters leave.
    """
    _, judging = everyone(desk, reader, lens)
    schools, students = judging()
    wanted = one_each(student for student in students if _passes(student, filters))
    persons = one_each(students)
    in_tab = _in_order(
        (student for student in wanted if _in_tab(student.states, filters.tab)), filters.sort
    )
    size = per_page or max(len(in_tab), 1)
    pages = max(-(-len(in_tab) // size), 1)
    page = min(max(filters.page, 1), pages)
    return Caseload(
        title="Triage" if reader.role == "lead" else "My students",
        lens=lens,
        filters=replace(filters, page=page),
        lines=tuple(line(student) for student in in_tab[(page - 1) * size : page * size]),
        shown=len(in_tab),
        pages=pages,
        tabs={
            tab: sum(_in_tab(student.states, tab) for student in wanted)
            for tab in ("look", "ask", "all")
        },
        adult=side_figure("adult", (student.states.adult for student in persons)),
        peer=side_figure("peer", (student.states.peer for student in persons)),
        grades=tuple(sorted(_distinct(student.grade for student in students), key=grade_order)),
        advisories=tuple(
            sorted(
                {student.advisory for student in students if student.advisory}, key=advisory_order
            )
        ),
        schools=_schools(students),
        advisors=_by_name({advisor for student in students for advisor in student.advisors}),
        partial=any(seen.partial for seen in schools),
        synthetic=any(is_synthetic(seen.school.name) for seen in schools),
    )


def one_each(students: Iterable[Judged]) -> list[Judged]:
    """Each student once, at the first of their schools: whoever is at two stands in the list of
    both.
    """
    found: dict[str, Judged] = {}
    for student in students:
        found.setdefault(student.uid, student)
    return list(found.values())


Judging = Callable[[], tuple[list[Seen], list[Judged]]]


def everyone(desk: Desk, reader: Reader, lens: Lens) -> tuple[Hashable, Judging]:
    """A key that holds all that the reader's sight depends on, and how to have their schools with
    all students in scope, judged.
    """
    paths, schools_now = sight_of(desk, reader)
    key = (
        reader.account,
        reader.adult,
        tuple(paths),
        tuple(schools_now),
        lens.on,
        lens.rule,
        lens.known_on,
    )
    return key, lambda: desk.lately(key, lambda: _judged(desk, reader, lens, paths, schools_now))


def _judged(
    desk: Desk, reader: Reader, lens: Lens, paths: Paths, schools_now: list[School]
) -> tuple[list[Seen], list[Judged]]:
    schools = seen_by(desk, reader, lens, paths, schools_now)
    return schools, [student for seen in schools for student in judged(seen, lens)]


def judged(seen: Seen, lens: Lens) -> list[Judged]:
    """Every student of one school in scope and enrolled on the day, judged."""
    evidence = evidence_of(seen, lens)
    facts = seen.facts
    students = [uid for uid in enrolled(facts, lens.on, seen.school.uid) if uid in seen.reasons]
    grades = {
        row.student: row.grade
        for row in (recorded.fact for recorded in facts.enrolments)
        if row.school == seen.school.uid and in_force(row, lens.on)
    }
    advisories = {
        row.student: Advisory(*facts.advisories[row.advisory])
        for row in (recorded.fact for recorded in facts.memberships)
        if facts.advisories[row.advisory].school == seen.school.name and in_force(row, lens.on)
    }
    return [
        Judged(
            seen,
            evidence,
            uid,
            facts.people[uid].name,
            grades.get(uid),
            advisories.get(uid),
            _advisors(evidence, uid),
            states,
        )
        for uid, states in judge_all(evidence, students).items()
    ]


def line(student: Judged) -> StudentLine:
    """One student as a list shows them."""
    person = student.seen.facts.people[student.uid]
    return StudentLine(
        uid=student.uid,
        id=person.id,
        name=person.name,
        grade=student.grade,
        school=student.seen.school.name,
        advisory=student.advisory.name if student.advisory else None,
        advisors=tuple(advisor.name for advisor in student.advisors),
        adult=side_view(student.evidence, student.states.adult, partial=student.seen.partial),
        peer=side_view(student.evidence, student.states.peer, partial=student.seen.partial),
        last_contact=student.evidence.latest_contact(student.uid),
        reason=student.seen.reasons[student.uid],
    )


def needs_a_look(states: StudentStates) -> bool:
    """Whether something is known to be missing on a side: thin or isolated."""
    return any(side.state in ("thin", "isolated") for side in states)


def to_ask(states: StudentStates) -> bool:
    """Whether a side is unknown: somebody should ask the student."""
    return any(side.state == "unknown" for side in states)


def _advisors(evidence: Evidence, student: str) -> tuple[Advisor, ...]:
    found = {
        Advisor(alter, evidence.facts.people[alter].name)
        for alter, ties in evidence.ties.get(student, {}).items()
        if any(tie.role == "advisor" and in_force(tie, evidence.on) for tie in ties)
    }
    return _by_name(found)


def _schools(students: Iterable[Judged]) -> tuple[ListedSchool, ...]:
    schools = {student.seen.school.uid: student.seen.school.name for student in students}
    return tuple(
        ListedSchool(uid, name) for uid, name in sorted(schools.items(), key=itemgetter(1))
    )


def _by_name(advisors: Iterable[Advisor]) -> tuple[Advisor, ...]:
    return tuple(sorted(advisors, key=lambda advisory: (advisory.name, advisory.uid)))


def _in_tab(states: StudentStates, tab: str) -> bool:
    if tab == "look":
        return needs_a_look(states)
    return to_ask(states) if tab == "ask" else True


def _passes(student: Judged, filters: Filters) -> bool:
    sides = [side for side in student.states if filters.side in ("", side.side)]
    return (
        (not filters.state or any(side.state == filters.state for side in sides))
        and (not filters.grade or student.grade == filters.grade)
        and (not filters.school or student.seen.school.uid == filters.school)
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


def _in_order(students: Iterable[Judged], sort: str) -> list[Judged]:
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


def _by_look(student: Judged) -> tuple[int, ...]:
    return tuple(sorted(_URGENCY[side.state] for side in student.states))


def grade_order(grade: str) -> tuple[bool, int, str]:
    """Grades that are numbers in the order of numbers, before the others."""
    number = grade.isascii() and grade.isdigit()
    return (not number, int(grade) if number else 0, grade)


def advisory_order(advisory: Advisory) -> tuple[str, str, str]:
    """Advisories by their names, those of one name by their schools'."""
    return advisory.name.casefold(), advisory.name, advisory.school


def _is_called(advisory: Advisory, asked: str) -> bool:
    """Whether the advisory is asked for: by its uid, or by its name, which another school's may
    have too.
    """
    return asked in (advisory.uid, advisory.name)


_SORT_KEYS: dict[str, Callable[[Judged], Any]] = {
    "grade": lambda student: grade_order(student.grade) if student.grade else None,
    "advisory": lambda student: advisory_order(student.advisory) if student.advisory else None,
    "adults": lambda student: (_URGENCY[student.states.adult.state], student.states.adult.n),
    "peers": lambda student: (_URGENCY[student.states.peer.state], student.states.peer.n),
    "contact": lambda student: student.evidence.latest_contact(student.uid) or date.min,
}


def _plain(text: str) -> str:
    """The text without case and accents, so that José is found as jose."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).casefold()


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}))
