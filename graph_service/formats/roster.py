"""The contents of a school's information system: people, classes, their members and the ties
between people.

Every roster format ends here, so that an advisory or a guardian means the same whichever system
named it; ``roster_tables`` turns it into tables.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from graph_service.errors import Fault
from graph_service.formats.held_roles import HeldRole
from graph_service.formats.lines import day_of
from graph_service.formats.organisations import Organisations
from graph_service.formats.sheets import Sheet
from graph_service.formats.statuses import Statuses
from graph_service.formats.translation import Choices, Translation
from graph_service.formats.values import DATES, CellError, DayReading, excerpt

FAMILY = frozenset(
    {
        "parent",
        "guardian",
        "relative",
        "caregiver",
        "mother",
        "father",
        "family",
        "emergencycontact",
    }
)
MENTOR = frozenset({"mentor", "ext:mentor"})
TEACHING = frozenset(
    {"teacher", "faculty", "professor", "lecturer", "instructor", "adjunct", "advisor"}
)
"""The roles in a class of those who teach it."""

LINE_NOT_ACTIVE = (
    "Lines that are not active, of people who stand on an active one too, were not read"
)
TERM_OVER = "Places in classes whose terms are over were read as held until then"
TERM_UNREAD = (
    "Last days of terms that cannot be read, so that classes of terms that are over count as "
    "well; say --dates day-first or "
    "month-first"
)
FAR = (
    "A first day before 1950 or a last day more than ten years ahead, as systems write one that "
    "nobody knows, was read as "
    "none"
)
NOT_ACTIVE = (
    "People who are disabled, inactive or deleted are not enrolled; who is here already leaves "
    "on the import's day"
)

Labels = Mapping[str, str]
"""Our columns by the names that they have in a file."""


class RosterPerson(NamedTuple):
    """A user, on the line of the file where they stand. ``roles`` have the ids of organisations for
    schools.
    """

    sheet: Sheet
    line: int
    id: str
    name: str
    roles: tuple[HeldRole, ...]
    email: str = ""
    grade: str = ""
    gone: bool = False
    labels: Labels = MappingProxyType({})


class Section(NamedTuple):
    """A class, at a school (the id of an organisation); an advisory is one whose teacher advises
    those in it.

    ``until`` is the end of its last term, where that is known.
    """

    title: str
    advisory: bool
    school: str = ""
    gone: bool = False
    until: date | None = None


class Seat(NamedTuple):
    """Somebody's place in a class in their ``role`` there."""

    sheet: Sheet
    line: int
    section: str
    person: str
    role: str
    primary: bool = False
    since: date | None = None
    until: date | None = None

    @property
    def teaches(self) -> bool:
        """Whether they are its teacher."""
        return self.role in TEACHING


class PersonLink(NamedTuple):
    """Two people who belong together, in either order; ``role`` is what the adult is, where it is
    said.
    """

    sheet: Sheet
    line: int
    one: str
    other: str
    role: str = ""


@dataclass(slots=True)
class Roster:
    """All of it. ``whole`` is False where only what changed is told: the rest may be known to the
    database.

    ``day`` is the one on which what is said of somebody has to hold. ``notes`` are rows that are
    left out or read in another way, by what is said of them and their file.
    """

    found: Translation
    days: DayReading
    day: date | None
    organisations: Organisations
    statuses: Statuses
    whole: bool = True
    people: dict[str, RosterPerson] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)
    seats: list[Seat] = field(default_factory=list)
    links: list[PersonLink] = field(default_factory=list)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: dict[tuple[str, str, str], list[int]] = field(default_factory=dict)
    twice: dict[str, list[tuple[int, str, str]]] = field(default_factory=dict)

    def add(self, person: RosterPerson) -> None:
        """Take in a user; one who stands on several lines, as some systems write one at several
        schools, has the roles of all that are active.
        """
        before = self.people.get(person.id)
        if before is None:
            self.people[person.id] = person
        elif before.name.casefold() != person.name.casefold():
            place = f"{before.sheet.file}, line {before.line}"
            self.twice.setdefault(person.sheet.file, []).append((person.line, person.id, place))
        else:
            if before.gone != person.gone:
                gone = before if before.gone else person
                self.note(gone.sheet, gone.line, LINE_NOT_ACTIVE, "not-active")
            said = [line for line in (before, person) if not line.gone] or [before, person]
            self.people[person.id] = said[0]._replace(
                roles=tuple(role for line in said for role in line.roles)
            )

    def note(self, sheet: Sheet, line: int, what: str, rule: str = "left-out") -> None:
        """Count a row that is left out, or read in another way than it is written."""
        self.notes.setdefault((sheet.file, rule, what), []).append(line)

    def between(
        self, sheet: Sheet, line: int, since: tuple[str, str], until: tuple[str, str]
    ) -> tuple[date | None, date | None]:
        """The first day and the first day no longer, each given as its column and its text, in
        which they are at fault.

        None where there is none, or one that stands for none.
        """
        first, last = self._day(sheet, line, *since), self._day(sheet, line, *until)
        if first is not None and self.days.is_early(first.isoformat()):
            self._far(sheet, line)
            first = None
        if last is not None and self.days.is_late(last.isoformat()):
            self._far(sheet, line)
            last = None
        if first is not None and last is not None and last < first:
            message = (
                f"The last day {last} lies before the first day {first}; correct one of "
                "the two days."
            )
            self.found.faults.append(
                Fault(sheet.file, line, sheet.title(until[0]), "order", message)
            )
        return first, last

    def term_end(self, sheet: Sheet, line: int, text: str) -> date | None:
        """The end of a term; None where there is none or nobody can read it, which is then
        noted.
        """
        found = self.days.found(day_of(text))
        if text and found is None:
            self.note(sheet, line, TERM_UNREAD, "dates")
        return found

    def end_with_terms(self) -> None:
        """Let the places in a class end with its last term, where that is over and no place has
        days of its own that say more.
        """
        over = {
            id: section.until
            for id, section in self.sections.items()
            if section.until is not None and self.day is not None and section.until <= self.day
        }
        for seat in self.seats:
            end = over.get(seat.section)
            if end is not None and max(seat.since or date.min, seat.until or date.min) > end:
                del over[seat.section]
        for place, seat in enumerate(self.seats):
            if seat.section in over and seat.until is None:
                self.note(seat.sheet, seat.line, TERM_OVER, "term-over")
                self.seats[place] = seat._replace(until=over[seat.section])

    def gone_on(self, sheet: Sheet, line: int, column: str, text: str) -> date | None:
        """The day on which something was said to be gone, which has to be there, and a real one."""
        found = self.days.found(day_of(text))
        if found is not None and (self.days.is_early(text) or self.days.is_late(text)):
            found = None
        if found is None:
            title = sheet.title(column)
            message = f"A row to be deleted needs the day in {title}, a real one; fill it in."
            self.found.faults.append(Fault(sheet.file, line, title, "required", message))
        return found

    def _day(self, sheet: Sheet, line: int, column: str, text: str) -> date | None:
        """A day that may be far gone or far ahead."""
        written = day_of(text)
        if not written:
            return None
        try:
            return DATES[self.days.order](written)
        except CellError as error:
            self.found.faults.append(
                Fault(sheet.file, line, sheet.title(column), error.rule, str(error))
            )
            return None

    def _far(self, sheet: Sheet, line: int) -> None:
        self.note(sheet, line, FAR, "far")

    def tell_notes(self) -> None:
        """A note for each count, and a fault for each file with people whom nobody can tell
        apart.
        """
        for (file, rule, what), lines in self.notes.items():
            rows = "1 row" if len(lines) == 1 else f"{len(lines)} rows (the first is this one)"
            self.found.warnings.append(Fault(file, min(lines), None, rule, f"{what}: {rows}."))
        for file, places in self.twice.items():
            line, id, place = places[0]
            more = "" if len(places) == 1 else f" {len(places)} rows are so; the first is this one."
            message = (
                f"The id {excerpt(id)} is also somebody else's in {place}; give one of the two "
                f"people another id.{more}"
            )
            self.found.faults.append(Fault(file, line, None, "duplicate", message))
        self.statuses.tell(self.found)
        self.organisations.tell(self.found)


def roster_of(
    choices: Choices, found: Translation, organisations: Organisations, statuses: Statuses
) -> Roster:
    """An empty roster that is read by these choices."""
    return Roster(found, choices.days, choices.effective, organisations, statuses)


def kind_of(role: str) -> str:
    """The kind of adult that somebody of this role is."""
    role = role.casefold()
    return "family" if role in FAMILY else "mentor" if role in MENTOR else "staff"


def last_end(ends: Mapping[str, date | None], terms: Iterable[str]) -> date | None:
    """The end of the last of some terms; None where there are none, or the end of one is not
    known.
    """
    every = [ends.get(term) for term in terms]
    known = [end for end in every if end is not None]
    return max(known) if known and len(known) == len(every) else None
