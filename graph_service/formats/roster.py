"""What a school's information system knows: people, classes, who is in them and who belongs to whom; turned into tables.

Every roster format ends here, so that an advisory or a guardian means the same whichever system named it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from graph_service.errors import Fault
from graph_service.formats.lines import day_of
from graph_service.formats.sheets import Sheet
from graph_service.formats.translation import Translation
from graph_service.formats.values import DETAIL_LIMIT, Days

FAMILY = frozenset({"parent", "guardian", "relative", "caregiver", "mother", "father", "family", "emergencycontact"})
MENTOR = frozenset({"mentor", "ext:mentor"})
STUDENT = "student"
LAST_DAY = "9999-12-31"
_FAR = "have a first day before 1950 or a last day more than ten years ahead, as systems write one that nobody knows"


class Person(NamedTuple):
    """A student or an adult, on the line of the file where they stand. ``until`` is the first day no longer."""

    sheet: Sheet
    line: int
    id: str
    name: str
    role: str
    school: str = ""
    email: str = ""
    grade: str = ""
    since: str = ""
    until: str = ""


class Section(NamedTuple):
    """A class; an advisory is one whose teacher advises those in it."""

    title: str
    advisory: bool


class Seat(NamedTuple):
    """Somebody's place in a class, as a student or as its teacher."""

    sheet: Sheet
    line: int
    section: str
    person: str
    teaches: bool
    primary: bool = False
    since: str = ""
    until: str = ""


class Link(NamedTuple):
    """Two people who belong together, in either order; ``role`` is what the adult is, where it is said."""

    sheet: Sheet
    line: int
    one: str
    other: str
    role: str = ""


class Place(NamedTuple):
    """A line of a file."""

    sheet: Sheet
    line: int


@dataclass(slots=True)
class Roster:
    """All of it. ``whole`` is False where only what changed is told: the rest may be known to the database.

    ``labels`` are the names that the columns of people have in the files; ``far`` is where a day was left out that stands
    for none.
    """

    people: dict[str, Person] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)
    seats: list[Seat] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    whole: bool = True
    labels: Mapping[str, str] = field(default_factory=dict)
    days: Days = field(default_factory=Days)
    far: list[Place] = field(default_factory=list)

    def first_day(self, sheet: Sheet, line: int, text: str) -> str:
        """The day of an instant on which something began; '' where it is as far gone as systems write an unknown one."""
        return self._unless(self.days.is_early(day_of(text)), sheet, line, text)

    def last_day(self, sheet: Sheet, line: int, text: str) -> str:
        """The same of one on which it ends; '' where it is as far ahead as systems write one that there is not."""
        return self._unless(self.days.is_late(day_of(text)), sheet, line, text)

    def _unless(self, far: bool, sheet: Sheet, line: int, text: str) -> str:
        if far:
            self.far.append(Place(sheet, line))
        return "" if far else day_of(text)


def kind_of(role: str) -> str:
    """The kind of adult that somebody of this role is."""
    role = role.casefold()
    return "family" if role in FAMILY else "mentor" if role in MENTOR else "staff"


def tell(roster: Roster, found: Translation) -> None:
    """Write the roster into the translation as sheets of students, adults and ties."""
    found.whole = roster.whole
    advisories = _advisories(roster)
    nameless: list[Person] = []
    for person in roster.people.values():
        if person.role == STUDENT:
            _student(roster, person, advisories, found)
        elif person.role:
            _adult(person, found)
        else:
            nameless.append(person)
    _warn(found, roster.far, f"{_FAR}, and were read as having none", "far")
    _warn(found, nameless, "say of nobody what they are, and were not read")
    _seats(roster, found)
    _links(roster, found)


def _advisories(roster: Roster) -> dict[str, str]:
    """The title of the advisory that each student is in, the one that lasts longest and began last."""
    seats = [seat for seat in roster.seats if not seat.teaches and _is_advisory(roster, seat)]
    seats.sort(key=lambda seat: (seat.until or LAST_DAY, seat.since))
    return {seat.person: roster.sections[seat.section].title for seat in seats}


def _is_advisory(roster: Roster, seat: Seat) -> bool:
    section = roster.sections.get(seat.section)
    return section is not None and section.advisory


def _student(roster: Roster, person: Person, advisories: Mapping[str, str], found: Translation) -> None:
    cells = {"id": person.id, "name": person.name, "school": person.school, "grade": person.grade}
    if roster.whole and any(section.advisory for section in roster.sections.values()):
        cells["advisory"] = advisories.get(person.id, "")
    if person.since:
        cells["enrolled_on"] = person.since
    if person.until:
        cells |= {"status": "left", "left_on": person.until}
    found.draft("students", person.sheet, roster.labels).add(
        person.line, **cells, **roster.attributes.get(person.id, {})
    )


def _adult(person: Person, found: Translation) -> None:
    kind = kind_of(person.role)
    cells = {"id": person.id, "name": person.name, "kind": kind, "email": person.email}
    if kind == "staff":
        cells["school"] = person.school
    if person.until:
        cells["active_until"] = person.until
    found.draft("adults", person.sheet).add(person.line, **cells)


def _seats(roster: Roster, found: Translation) -> None:
    """Advisors, from advisories, and teachers, from all other classes: one tie a pair and role."""
    by_section: defaultdict[str, list[Seat]] = defaultdict(list)
    for seat in _known(roster, found):
        by_section[seat.section].append(seat)
    pairs: dict[tuple[str, str, str], list[tuple[Seat, Seat]]] = {}
    for section, seats in by_section.items():
        role = "advisor" if roster.sections[section].advisory else "teacher"
        for teacher in _teachers(seats, role):
            for student in seats:
                if not student.teaches and student.person != teacher.person:
                    pairs.setdefault((student.person, teacher.person, role), []).append((student, teacher))
    for (student_id, alter_id, role), together in pairs.items():
        seat = together[0][0]
        titles = dict.fromkeys(roster.sections[student.section].title for student, _ in together)
        sinces = [max(student.since, teacher.since) for student, teacher in together]
        untils = [min(filter(None, (student.until, teacher.until)), default="") for student, teacher in together]
        found.draft("ties", seat.sheet).add(
            seat.line,
            student_id=student_id,
            alter_id=alter_id,
            role=role,
            since="" if "" in sinces else min(sinces),
            until="" if "" in untils else max(untils),
            detail="; ".join(filter(None, titles))[:DETAIL_LIMIT],
        )


def _known(roster: Roster, found: Translation) -> list[Seat]:
    """The seats in classes and of people that are there; how many are not is one warning."""
    there: list[Seat] = []
    lost: list[Seat] = []
    for seat in roster.seats:
        known = seat.section in roster.sections and (not roster.whole or _fits(roster, seat))
        (there if known else lost).append(seat)
    _warn(found, lost, "name a class or a person that is not in the other files, and were not read")
    return there


def _fits(roster: Roster, seat: Seat) -> bool:
    person = roster.people.get(seat.person)
    return person is not None and bool(person.role) and (person.role == STUDENT) is not seat.teaches


def _teachers(seats: Iterable[Seat], role: str) -> list[Seat]:
    """Those who teach the class; of an advisory the primary ones, where some are."""
    teachers = [seat for seat in seats if seat.teaches]
    primary = [seat for seat in teachers if seat.primary]
    return primary if primary and role == "advisor" else teachers


def _links(roster: Roster, found: Translation) -> None:
    """Family and mentors: one tie a pair, whichever of the two said it."""
    seen: set[tuple[str, str]] = set()
    lost: list[Link] = []
    for link in roster.links:
        ends = [roster.people.get(id) for id in (link.one, link.other)]
        student = next((end for end in ends if end is not None and end.role == STUDENT), None)
        adult = next((end for end in ends if end is not None and end.role not in (STUDENT, "")), None)
        if student is None or adult is None:
            lost.append(link)
        elif (student.id, adult.id) not in seen:
            seen.add((student.id, adult.id))
            role = link.role or adult.role
            cells = {"student_id": student.id, "alter_id": adult.id, "role": _tie_of(role), "detail": role}
            found.draft("ties", link.sheet).add(link.line, **cells)
    _warn(found, lost, "link people of whom one is not there, or none or both are students, and were not read")


def _tie_of(role: str) -> str:
    kind = kind_of(role)
    return "other" if kind == "staff" else kind


def _warn(found: Translation, lost: Sequence[Person | Seat | Link | Place], what: str, rule: str = "not-there") -> None:
    if lost:
        message = f"{len(lost)} {'row' if len(lost) == 1 else 'rows'} (the first is this one) {what}."
        found.warnings.append(Fault(lost[0].sheet.file, lost[0].line, None, rule, message))
