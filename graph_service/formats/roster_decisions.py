"""A person on a roster: the role that holds on the day, and where they are beside it."""

from dataclasses import dataclass, field
from datetime import date

from graph_service.errors import Fault
from graph_service.formats.held_roles import STUDENT, HeldRole, chosen, stays
from graph_service.formats.roster import NOT_ACTIVE, Roster, RosterPerson, kind_of
from graph_service.formats.translation import Translation
from graph_service.formats.values import excerpt


@dataclass(slots=True)
class Decisions:
    """A person once decided: the role that holds, and the other schools where they are."""

    now: dict[str, HeldRole] = field(default_factory=dict)
    beside: dict[str, list[HeldRole]] = field(default_factory=dict)
    schoolless: dict[tuple[str, str, str], list[int]] = field(default_factory=dict)

    def role(self, id: str) -> str:
        """Their kind; '' where nobody knows it or they are not there."""
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


def decided(roster: Roster) -> Decisions:
    """Everybody who is active, in the role that holds on the day; the others are noted."""
    told = Decisions()
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


def _decide(roster: Roster, told: Decisions, person: RosterPerson) -> None:
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


def _no_school(roster: Roster, told: Decisions, person: RosterPerson) -> None:
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


def tell_schoolless(told: Decisions, found: Translation) -> None:
    """A fault for the students whom no school has, one cause once."""
    for (file, column, why), lines in told.schoolless.items():
        rows = "1 row" if len(lines) == 1 else f"{len(lines)} rows, the first is this one"
        message = (
            f"{why} ({rows}); correct it, or name the schools in the mapping's [roster] schools."
        )
        found.faults.append(Fault(file, lines[0], column or None, "required", message))
