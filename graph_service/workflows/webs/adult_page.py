"""An adult's page: whom they hold up among the students that the reader may see, and for whom they
are the only one or one of just enough.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.confidence import alter_in_confidence, side_in_confidence
from analysis.evidence import Evidence
from analysis.facts import Facts
from analysis.names import spoken
from analysis.presence import in_force
from analysis.reasons import REASON_SENTENCES
from analysis.states import judge_all
from graph_service.access.reader import Reader
from graph_service.errors import NotThere
from graph_service.workflows.desk.lens import Lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.desk.schools import is_synthetic
from graph_service.workflows.desk.sight import Seen, evidence_of, scoped_schools


@dataclass(frozen=True, slots=True)
class HeldUp:
    """A student whom an adult is tied to: by which roles, whether the tie counts, and why not
    (``reason``, '' when it does).

    ``only``: no other adult counts for the student. ``load_bearing``: without this adult the
    student would have fewer adults than the rule asks for, and now has not. ``until`` is the first
    day on which no role tie that is in force now is any longer (None: no end is known).
    ``confidential`` when this rests on something said in confidence.
    """

    uid: str
    name: str
    roles: tuple[str, ...]
    counts: bool
    only: bool
    load_bearing: bool
    reason: str
    until: date | None
    last_contact: date | None
    confidential: bool


@dataclass(frozen=True, slots=True)
class StudentContact:
    """A contact with a student, by the student's name."""

    student: str
    held_on: date
    kind: str


@dataclass(frozen=True, slots=True)
class AdultPage:
    """An adult's students within the reader's scope; ``active_until`` is the first day the adult is
    no longer here.
    """

    uid: str
    name: str
    kind: str
    active_until: date | None
    lens: Lens
    students: tuple[HeldUp, ...]
    contacts: tuple[StudentContact, ...]
    synthetic: bool

    @property
    def spoken(self) -> str:
        """The name as a sentence says it."""
        return spoken(self.name)


def adult_page(desk: Desk, reader: Reader, lens: Lens, adult: str) -> AdultPage:
    """The students that an adult holds up, within the reader's scope; NotThere when they are in
    nobody's web there.
    """
    found: list[HeldUp] = []
    contacts: list[StudentContact] = []
    person = None
    synthetic = False
    for seen, here in _each_once(_seen_of(desk, reader, lens, adult), lens.on):
        evidence = evidence_of(seen, lens)
        if adult not in seen.facts.people or evidence.side(adult) == "peer":
            continue
        students = [student for student in here if adult in evidence.alters(student)]
        if students:
            person = seen.facts.people[adult]
            synthetic = synthetic or is_synthetic(seen.school.name)
        found += _held_up(evidence, adult, students)
        contacts += _contacts(seen.facts, adult, students, lens.on)
    if person is None:
        raise NotThere("There is no such page.")
    found.sort(
        key=lambda student: (
            not student.only,
            not student.load_bearing,
            not student.counts,
            student.name,
            student.uid,
        )
    )
    contacts.sort(key=lambda contact: (contact.held_on, contact.student), reverse=True)
    return AdultPage(
        person.uid,
        person.name,
        person.kind,
        person.active_until,
        lens,
        tuple(found),
        tuple(contacts),
        synthetic,
    )


def _seen_of(desk: Desk, reader: Reader, lens: Lens, adult: str) -> list[Seen]:
    """Each school as far as it bears on the students whom the adult is tied to, or of whom somebody
    has a word on the two.
    """
    return [
        scoped.of([uid for uid in scoped.kept.parts.neighbours(adult) if uid in scoped.reasons])
        for scoped in scoped_schools(desk, reader, lens)
    ]


def _each_once(schools: Sequence[Seen], on: date) -> Iterator[tuple[Seen, list[str]]]:
    """Each school with its students in scope, who moved among them only where they are on the day,
    or were last.
    """
    places: dict[str, tuple[tuple[bool, date, date], str]] = {}
    for seen in schools:
        for row in (recorded.fact for recorded in seen.facts.enrolments):
            if row.student in seen.reasons and row.school == seen.school.uid:
                place = (
                    (in_force(row, on), row.until or date.max, row.since or date.min),
                    row.school,
                )
                places[row.student] = max(place, places.get(row.student, place))
    for seen in schools:
        yield seen, [student for student in seen.reasons if places[student][1] == seen.school.uid]


def _held_up(evidence: Evidence, adult: str, students: list[str]) -> Iterator[HeldUp]:
    for student, states in judge_all(evidence, students).items():
        verdict = evidence.verdict(student, adult)
        ends = [
            tie.until
            for tie in evidence.ties.get(student, {}).get(adult, ())
            if in_force(tie, evidence.on)
        ]
        known = [end for end in ends if end is not None]
        yield HeldUp(
            uid=student,
            name=evidence.facts.people[student].name,
            roles=verdict.roles,
            counts=verdict.counts,
            only=verdict.counts and states.adult.n == 1,
            load_bearing=verdict.counts and states.adult.n == states.adult.threshold,
            reason="" if verdict.counts else REASON_SENTENCES[verdict.reason],
            until=max(known) if known and len(known) == len(ends) else None,
            last_contact=evidence.last_contact(adult, student),
            confidential=side_in_confidence(evidence, states.adult)
            if verdict.counts
            else alter_in_confidence(evidence, verdict),
        )


def _contacts(facts: Facts, adult: str, students: list[str], on: date) -> Iterator[StudentContact]:
    for contact in (row.fact for row in facts.contacts):
        if contact.adult == adult and contact.student in students and contact.held_on <= on:
            yield StudentContact(facts.people[contact.student].name, contact.held_on, contact.kind)


def students_of_adult(page: AdultPage) -> set[str]:
    """Every student that an adult's page shows."""
    return {student.uid for student in page.students}
