"""A roster turned into our own tables: students, adults, and who advises, teaches or belongs to
whom.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from graph_service.errors import Fault
from graph_service.formats.held_roles import STUDENT, HeldRole, chosen, stays
from graph_service.formats.roster import NOT_ACTIVE, Person, Roster, Seat, kind_of
from graph_service.formats.translation import Translation
from graph_service.formats.values import DETAIL_LIMIT, excerpt

LINKED_TO_NOBODY = (
    "Links were not read where one person is not there, or where not exactly one of the two "
    "is a student"
)
_OVER = (
    "Places in a class of who teaches it, whose role at its school is over, were read as "
    "over with it"
)
LOST = "Places in a class that is not there, or of a person who is not, were not read"


@dataclass(slots=True)
class _Told:
    """Who somebody is, once it is decided: the role that holds, and where they are beside it."""

    now: dict[str, HeldRole] = field(default_factory=dict)
    beside: dict[str, list[HeldRole]] = field(default_factory=dict)
    schoolless: dict[tuple[str, str, str], list[int]] = field(default_factory=dict)

    def role(self, id: str) -> str:
        """What they are; '' where nobody knows or they are not there."""
        return self.now[id].role if id in self.now else ""

    def over(self, id: str, school: str, day: date | None) -> date | None:
        """When their roles at the school were over, or all of them where they have none there; None
        where one goes on after the day.
        """
        held = [self.now[id], *self.beside.get(id, [])] if id in self.now else []
        ends = [
            role.until
            for role in [role for role in held if school and role.school == school] or held
        ]
        last = max((end for end in ends if end is not None), default=None)
        return None if None in ends or day is None or last is None or last > day else last


def tell(roster: Roster) -> None:
    """Write the roster into its translation as sheets of students, adults and ties."""
    found = roster.found
    found.whole = roster.whole
    told = _decided(roster)
    roster.end_with_terms()
    advisories = _advisories(roster, told)
    for id, now in told.now.items():
        if now.role == STUDENT:
            _student(roster, told, roster.people[id], advisories)
        else:
            _adult(roster, told, roster.people[id])
    _stays(roster, told)
    _seats(roster, told)
    _links(roster, told)
    _tell_schoolless(told, found)
    roster.tell_notes()


def _decided(roster: Roster) -> _Told:
    """Everybody who is active, in the role that holds on the day; the others are noted."""
    told = _Told()
    for person in roster.people.values():
        if person.gone:
            roster.found.departed.add(person.id)
            roster.note(person.sheet, person.line, NOT_ACTIVE, "not-active")
        elif not person.roles:
            roster.note(
                person.sheet,
                person.line,
                "People for whom the files give no role were not read",
                "not-there",
            )
        else:
            _decide(roster, told, person)
    return told


def _decide(roster: Roster, told: _Told, person: Person) -> None:
    placed = [
        role._replace(school=roster.organisations.school(role.school)) for role in person.roles
    ]
    if all(role.role == STUDENT for role in placed):
        placed = [role for role in placed if role.school] or placed
    now, others = chosen(placed, roster.day)
    alike = [role for role in others if (role.role == STUDENT) is (now.role == STUDENT)]
    if len(alike) < len(others):
        what = (
            "People who are students as well as something else were read as what holds on the "
            "import's day"
        )
        roster.note(person.sheet, person.line, what)
    if now.role == STUDENT:
        now, beside = stays(now, alike)
        if not now.school:
            _no_school(roster, told, person)
            return
        told.beside[person.id] = beside
    elif kind_of(now.role) == "staff":
        now, told.beside[person.id] = stays(
            now, [role for role in alike if kind_of(role.role) == "staff"]
        )
    told.now[person.id] = now


def _no_school(roster: Roster, told: _Told, person: Person) -> None:
    """A student whom no school has: a fault, with the others of whom it says the same."""
    organisations = roster.organisations
    role = next((role for role in person.roles if role.role == STUDENT and role.school), None)
    if role is None:
        why = "A student has no school"
    elif organisations.knows(role.school):
        why = f"A student is at {organisations.words(role.school)}, which is no school"
    else:
        why = f"A student is at {excerpt(role.school)}, which is not in the file of organisations"
    place = person if role is None else role
    column = person.labels.get("school", "")
    told.schoolless.setdefault((place.sheet.file, place.sheet.title(column), why), []).append(
        place.line
    )


def _tell_schoolless(told: _Told, found: Translation) -> None:
    for (file, column, why), lines in told.schoolless.items():
        rows = "1 row" if len(lines) == 1 else f"{len(lines)} rows, the first is this one"
        message = (
            f"{why} ({rows}); correct it, or name the schools in the mapping's [roster] schools."
        )
        found.faults.append(Fault(file, lines[0], column or None, "required", message))


def _advisories(roster: Roster, told: _Told) -> dict[str, str]:
    """The title of the advisory that each student is in on the day, the one that lasts longest and
    began last.

    One of another school than the student's own is none of theirs; who leads it advises them all
    the same.
    """
    seats = [
        seat for seat in roster.seats if seat.role == STUDENT and _is_advisory(roster, told, seat)
    ]
    seats.sort(key=lambda seat: (seat.until or date.max, seat.since or date.min))
    return {seat.person: roster.sections[seat.section].title for seat in seats}


def _is_advisory(roster: Roster, told: _Told, seat: Seat) -> bool:
    section = roster.sections.get(seat.section)
    if section is None or not section.advisory or section.gone or seat.person not in told.now:
        return False
    day = roster.day
    over = day is not None and (
        (seat.until is not None and seat.until <= day)
        or (seat.since is not None and seat.since > day)
    )
    school = roster.organisations.school(section.school)
    return not over and school in ("", told.now[seat.person].school)


def _student(roster: Roster, told: _Told, person: Person, advisories: Mapping[str, str]) -> None:
    now = told.now[person.id]
    grade = now.grade or person.grade
    cells = {
        "id": person.id,
        "name": person.name,
        "school": now.school,
        "grade": grade,
        "status": "enrolled",
    }
    if roster.whole and any(section.advisory for section in roster.sections.values()):
        cells["advisory"] = advisories.get(person.id, "")
    if person.email:
        cells["email"] = person.email
    if now.since is not None:
        cells["enrolled_on"] = now.since.isoformat()
    if now.until:
        cells |= {"status": "left", "left_on": now.until.isoformat()}
    draft = roster.found.draft("students", person.sheet, person.labels)
    draft.add(person.line, **cells, **roster.attributes.get(person.id, {}))


def _adult(roster: Roster, told: _Told, person: Person) -> None:
    now = told.now[person.id]
    every = [now, *told.beside.get(person.id, [])]
    kind = kind_of(now.role)
    cells = {"id": person.id, "name": person.name, "kind": kind, "email": person.email}
    if kind == "staff":
        cells["school"] = now.school
    if (
        now.is_to_come(roster.day)
        and now.since
        and not any(role.since is None or role.since < now.since for role in every)
    ):
        cells["active_from"] = now.since.isoformat()
    if all(role.until for role in every):
        cells["active_until"] = max(role.until for role in every if role.until).isoformat()
    roster.found.draft("adults", person.sheet, person.labels).add(person.line, **cells)


def _seats(roster: Roster, told: _Told) -> None:
    """Advisors, from advisories, who may see their students, and teachers, from other classes,
    while their role lasts: one tie a pair and role.
    """
    by_section: defaultdict[str, list[Seat]] = defaultdict(list)
    for seat in _known(roster, told):
        by_section[seat.section].append(seat)
    pairs: dict[tuple[str, str, str], list[tuple[Seat, Seat, date | None]]] = {}
    for section, seats in by_section.items():
        role = "advisor" if roster.sections[section].advisory else "teacher"
        school = roster.organisations.school(roster.sections[section].school)
        for teacher in _teachers(seats, role):
            over = told.over(teacher.person, school, roster.day) if roster.whole else None
            if over is not None and (teacher.until is None or teacher.until > over):
                roster.note(teacher.sheet, teacher.line, _OVER, "over")
            for student in seats:
                if not student.teaches and student.person != teacher.person:
                    until = _until(student, teacher, over)
                    pairs.setdefault((student.person, teacher.person, role), []).append(
                        (student, teacher, until)
                    )
    for (student_id, alter_id, role), together in pairs.items():
        seat = together[0][0]
        titles = dict.fromkeys(roster.sections[student.section].title for student, *_ in together)
        sinces = [_latest(student.since, teacher.since) for student, teacher, _ in together]
        untils = [until for *_, until in together]
        roster.found.draft("ties", seat.sheet).add(
            seat.line,
            student_id=student_id,
            alter_id=alter_id,
            role=role,
            since=_text(None if None in sinces else _earliest(*sinces)),
            until=_text(None if None in untils else _latest(*untils)),
            detail="; ".join(filter(None, titles))[:DETAIL_LIMIT],
        )


def _until(student: Seat, teacher: Seat, over: date | None) -> date | None:
    """The last day of a pair in a class; where the teacher's role was ``over`` before the class
    began, the first.
    """
    ends = None if over is None else _latest(over, student.since, teacher.since)
    return _earliest(student.until, teacher.until, ends)


def _known(roster: Roster, told: _Told) -> Iterator[Seat]:
    """The seats in classes and of people that are there; of the others it is noted how many there
    are, and why.
    """
    for seat in roster.seats:
        why = _unread(roster, told, seat)
        if not why:
            yield seat
        else:
            roster.note(seat.sheet, seat.line, why, "not-there" if why == LOST else "left-out")


def _unread(roster: Roster, told: _Told, seat: Seat) -> str:
    """Why a seat is not read; '' where it is."""
    section = roster.sections.get(seat.section)
    if section is None:
        return LOST
    reasons = (
        (section.gone, "Places in classes that are not active were not read"),
        (
            seat.person in roster.found.departed,
            "Places in classes of people who are not active were not read",
        ),
        (
            seat.role != STUDENT and not seat.teaches,
            (
                "Places in classes of people who neither learn nor teach there, such as aides, "
                "were not read"
            ),
        ),
        (roster.whole and not told.role(seat.person), LOST),
        (
            roster.whole and (told.role(seat.person) == STUDENT) is seat.teaches,
            "Places of students as teachers, or of others as students, were not read",
        ),
    )
    return next((why for holds, why in reasons if holds), "")


def _stays(roster: Roster, told: _Told) -> None:
    """Where people are, were or will be beside their school of today; what only changed does not
    tell all of it.
    """
    for id, beside in told.beside.items():
        person, now = roster.people[id], told.now[id]
        dated = [now, *beside] if now.role != STUDENT and beside and now.school else beside
        for stay in dated:
            if not roster.whole:
                roster.note(
                    stay.sheet,
                    stay.line,
                    "Schools of people beside their own are not read of what only changed",
                )
                continue
            draft = roster.found.draft(
                "stays", stay.sheet, {"school": person.labels.get("school", "school")}
            )
            grade = stay.grade or (person.grade if stay.holds(roster.day) else "")
            cells = {
                "person_id": id,
                "school": stay.school,
                "since": _text(stay.since),
                "until": _text(stay.until),
            }
            draft.add(stay.line, **cells, **({"grade": grade} if now.role == STUDENT else {}))
    if roster.whole and told.now:
        roster.found.draft("stays", next(iter(roster.people.values())).sheet)


def _text(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _latest(*days: date | None) -> date | None:
    return max((day for day in days if day is not None), default=None)


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _teachers(seats: Iterable[Seat], role: str) -> list[Seat]:
    """Those who teach the class; of an advisory the primary ones, where some are."""
    teachers = [seat for seat in seats if seat.teaches]
    primary = [seat for seat in teachers if seat.primary]
    return primary if primary and role == "advisor" else teachers


def _links(roster: Roster, told: _Told) -> None:
    """Family and mentors: one tie a pair, whichever of the two said it."""
    seen: set[tuple[str, str]] = set()
    for link in roster.links:
        ends = (link.one, link.other)
        student = next((id for id in ends if told.role(id) == STUDENT), None)
        adult = next((id for id in ends if told.role(id) not in (STUDENT, "")), None)
        if student is None or adult is None:
            departed = roster.found.departed.intersection(ends)
            why = (
                "Links with people who are not active were not read"
                if departed
                else LINKED_TO_NOBODY
            )
            roster.note(link.sheet, link.line, why, "left-out" if departed else "not-there")
        elif (student, adult) not in seen:
            seen.add((student, adult))
            role = link.role or told.role(adult)
            cells = {
                "student_id": student,
                "alter_id": adult,
                "role": _tie_of(role),
                "detail": role,
            }
            roster.found.draft("ties", link.sheet).add(link.line, **cells)


def _tie_of(role: str) -> str:
    kind = kind_of(role)
    return "other" if kind == "staff" else kind
