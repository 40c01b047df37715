"""A roster turned into our own tables: students, adults, and who advises, teaches or belongs to
whom.
"""

from collections.abc import Mapping
from datetime import date

from graph_service.formats.class_places import day_text, tell_seats
from graph_service.formats.held_roles import STUDENT
from graph_service.formats.roster import Roster, RosterPerson, Seat, kind_of
from graph_service.formats.roster_decisions import Decisions, decided, tell_schoolless

LINKED_TO_NOBODY = (
    "Links were not read where one person is not there, or where not exactly one of the two "
    "is a student"
)


def tell(roster: Roster) -> None:
    """Write the roster into its translation as sheets of students, adults and ties."""
    found = roster.found
    found.whole = roster.whole
    told = decided(roster)
    roster.end_with_terms()
    advisories = _advisories(roster, told)
    for id, now in told.now.items():
        if now.role == STUDENT:
            _student(roster, told, roster.people[id], advisories)
        else:
            _adult(roster, told, roster.people[id])
    _stays(roster, told)
    tell_seats(roster, told)
    _links(roster, told)
    tell_schoolless(told, found)
    roster.tell_notes()


def _advisories(roster: Roster, told: Decisions) -> dict[str, str]:
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


def _is_advisory(roster: Roster, told: Decisions, seat: Seat) -> bool:
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


def _student(
    roster: Roster, told: Decisions, person: RosterPerson, advisories: Mapping[str, str]
) -> None:
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


def _adult(roster: Roster, told: Decisions, person: RosterPerson) -> None:
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


def _stays(roster: Roster, told: Decisions) -> None:
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
                "since": day_text(stay.since),
                "until": day_text(stay.until),
            }
            draft.add(stay.line, **cells, **({"grade": grade} if now.role == STUDENT else {}))
    if roster.whole and told.now:
        roster.found.draft("stays", next(iter(roster.people.values())).sheet)


def _links(roster: Roster, told: Decisions) -> None:
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
