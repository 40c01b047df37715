"""A whole school by its advisories: every student's two states, and the adults by how many students
they hold up.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.confidence import side_in_confidence
from analysis.names import short_names
from graph_service.access.reader import Reader
from graph_service.errors import NotThere
from graph_service.workflows.caseload.judged import Judged
from graph_service.workflows.caseload.list_choices import Advisory, ListedSchool
from graph_service.workflows.caseload.listed import judged_of
from graph_service.workflows.caseload.lists import advisory_order, needs_a_look, school_order
from graph_service.workflows.desk.lens import Lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.desk.schools import is_synthetic
from graph_service.workflows.desk.sight import Scoped, scoped_schools
from graph_service.workflows.states.views import State

LEAST_HELD = 2
"""An adult who holds up fewer students is counted and not drawn."""


@dataclass(frozen=True, slots=True)
class PicturedStudent:
    """A student of the school's picture with both states; ``tied`` are the students and the drawn
    adults (uids) who count for them.
    """

    uid: str
    name: str
    short_name: str
    adult: State
    peer: State
    tied: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PicturedAdult:
    """An adult of the school's picture; ``holds`` is for how many students they count."""

    uid: str
    name: str
    short_name: str
    kind: str
    holds: int


@dataclass(frozen=True, slots=True)
class PicturedAdvisory:
    """An advisory with its students by name and the adults of whose students most are in it.

    ``name`` is '' for students of no advisory. ``look`` is how many students need a look, and
    ``single`` how many adults count for one student alone.
    """

    name: str
    look: int
    students: tuple[PicturedStudent, ...]
    adults: tuple[PicturedAdult, ...]
    single: int


@dataclass(frozen=True, slots=True)
class SchoolWeb:
    """One school as far as the reader may see it, by advisories.

    ``schools`` are those that the reader may choose among. ``confidential`` when it rests on
    something said in confidence.
    """

    school: ListedSchool | None
    schools: tuple[ListedSchool, ...]
    lens: Lens
    advisories: tuple[PicturedAdvisory, ...]
    partial: bool
    confidential: bool
    synthetic: bool

    @property
    def students(self) -> int:
        """How many students are drawn."""
        return sum(len(advisory.students) for advisory in self.advisories)

    @property
    def look(self) -> int:
        """How many of them need a look."""
        return sum(advisory.look for advisory in self.advisories)


def school_web(desk: Desk, reader: Reader, lens: Lens, school: str = "") -> SchoolWeb:
    """The school's web on the lens's day; the first school of the reader's unless one is named.

    NotThere where the reader may see no student of the school that is named.
    """
    scoped_here = scoped_schools(desk, reader, lens)
    schools = tuple(
        sorted(
            (ListedSchool(scoped.school.uid, scoped.school.name) for scoped in scoped_here),
            key=school_order,
        )
    )
    chosen = next((one for one in schools if school in ("", one.uid)), None)
    if chosen is None:
        if school:
            raise NotThere("There is no such page.")
        return SchoolWeb(None, (), lens, (), partial=False, confidential=False, synthetic=False)
    scoped = next(scoped for scoped in scoped_here if scoped.school.uid == chosen.uid)
    key = (
        SchoolWeb,
        scoped.school,
        scoped.kept.loaded,
        scoped.sight,
        scoped.partial,
        schools,
        lens,
    )
    return desk.lately(key, lambda: _web(scoped, schools, lens))


def students_of_school(web: SchoolWeb) -> set[str]:
    """Every student that the picture of a school shows."""
    return {student.uid for advisory in web.advisories for student in advisory.students}


def _web(scoped: Scoped, schools: tuple[ListedSchool, ...], lens: Lens) -> SchoolWeb:
    here = sorted(
        judged_of(scoped, lens, scoped.reasons), key=lambda student: (student.name, student.uid)
    )
    by_advisory: dict[Advisory | None, list[Judged]] = defaultdict(list)
    for student in here:
        by_advisory[student.advisory].append(student)
    order: list[Advisory | None] = [*sorted(filter(None, by_advisory), key=advisory_order)]
    order += [None] * (None in by_advisory)
    held = _held(here)
    names = {uid: person.name for uid, person in scoped.seen.facts.people.items() if uid in held}
    called = short_names(names | {student.uid: student.name for student in here})
    homes = _homes(order, by_advisory, held)
    return SchoolWeb(
        school=ListedSchool(scoped.school.uid, scoped.school.name),
        schools=schools,
        lens=lens,
        advisories=tuple(
            _advisory(advisory, by_advisory[advisory], homes[advisory], held, scoped, called)
            for advisory in order
        ),
        partial=scoped.partial,
        confidential=any(
            side_in_confidence(student.evidence, side)
            for student in here
            for side in student.states
        ),
        synthetic=is_synthetic(scoped.school.name),
    )


def _held(here: Sequence[Judged]) -> dict[str, list[str]]:
    """For each adult who counts, the students for whom they do."""
    held: dict[str, list[str]] = defaultdict(list)
    for student in here:
        for adult in sorted({verdict.alter for verdict in student.states.adult.counted}):
            held[adult].append(student.uid)
    return dict(held)


def _homes(
    order: Sequence[Advisory | None],
    by_advisory: Mapping[Advisory | None, Sequence[Judged]],
    held: Mapping[str, Sequence[str]],
) -> dict[Advisory | None, list[str]]:
    """The adults of each advisory: those who hold up most of their students there, in the first of
    such advisories.
    """
    place = {student.uid: index for index, one in enumerate(order) for student in by_advisory[one]}
    homes: dict[Advisory | None, list[str]] = {advisory: [] for advisory in order}
    for adult, students in held.items():
        counts: dict[int, int] = defaultdict(int)
        for student in students:
            counts[place[student]] += 1
        homes[order[min(counts, key=lambda index: (-counts[index], index))]].append(adult)
    return homes


def _advisory(
    advisory: Advisory | None,
    members: Sequence[Judged],
    adults: Sequence[str],
    held: Mapping[str, Sequence[str]],
    scoped: Scoped,
    called: Mapping[str, str],
) -> PicturedAdvisory:
    people = scoped.seen.facts.people
    drawn = sorted(
        (uid for uid in adults if len(held[uid]) >= LEAST_HELD),
        key=lambda uid: (-len(held[uid]), people[uid].name, uid),
    )
    return PicturedAdvisory(
        name=advisory.name if advisory else "",
        look=sum(needs_a_look(student.states) for student in members),
        students=tuple(
            PicturedStudent(
                student.uid,
                student.name,
                called[student.uid],
                student.states.adult.state,
                student.states.peer.state,
                tuple(_tied(student, held, called)),
            )
            for student in members
        ),
        adults=tuple(
            PicturedAdult(uid, people[uid].name, called[uid], people[uid].kind, len(held[uid]))
            for uid in drawn
        ),
        single=len(adults) - len(drawn),
    )


def _tied(
    student: Judged, held: Mapping[str, Sequence[str]], shown: Mapping[str, str]
) -> Iterator[str]:
    """The drawn adults and the students shown who count for the student."""
    for verdict in student.states.adult.counted:
        if len(held[verdict.alter]) >= LEAST_HELD:
            yield verdict.alter
    for verdict in student.states.peer.counted:
        if verdict.alter in shown:
            yield verdict.alter
