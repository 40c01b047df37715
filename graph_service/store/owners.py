"""Whose business somebody is: the schools that may change what is held of students, adults and
rounds.

A student is the business of the school whose lead sees them (``scope``): where they are today, or
were last. A round is that of its school. An adult is the business of the school that they are at
today, or were at last, and where they never were at one, of the schools of the students they are
tied to. A person who is nowhere any longer, since an import was taken back, belongs to the schools
where they were.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date

from graph_service.store.engine import Row

Owners = Mapping[str, set[str]]
"""The uids of schools by somebody's uid; who is nobody's business is left out."""


Read = Callable[..., list[Row]]
"""How a query is read, in a transaction or not."""


def owners_of_students(read: Read, students: Collection[str], today: date) -> Owners:
    """Whose business each of the students is."""
    return _latest(read("touched_students", people=sorted(students)), today) if students else {}


def owners_of_rounds(read: Read, rounds: Collection[str], today: date) -> Owners:
    """Whose business each of the rounds is."""
    return _latest(read("touched_rounds", rounds=sorted(rounds)), today) if rounds else {}


def owners_of_adults(read: Read, adults: Collection[str], today: date) -> Owners:
    """Whose business each of the adults is."""
    if not adults:
        return {}
    at = _latest(read("touched_adults", people=sorted(adults)), today)
    return {**served(read, set(adults) - at.keys(), today), **at}


def served(read: Read, adults: Collection[str], today: date) -> Owners:
    """The schools of the students to whom each of the adults is tied."""
    if not adults:
        return {}
    students = students_of_adults(read, adults)
    owners = owners_of_students(read, set().union(*students.values()), today)
    found = {
        adult: set().union(*(owners.get(person, set()) for person in whom))
        for adult, whom in students.items()
    }
    return {adult: schools for adult, schools in found.items() if schools}


def students_of_adults(read: Read, adults: Collection[str]) -> dict[str, set[str]]:
    """The students to whom each of the adults is tied."""
    found = read("touched_served", people=sorted(adults)) if adults else []
    return {adult: {row["student"] for row in rows} for adult, rows in _by_person(found).items()}


def schools_of_advisories(read: Read, advisories: Collection[str]) -> set[str]:
    """The schools of the advisories."""
    found = read("touched_advisories", advisories=sorted(advisories)) if advisories else []
    return {row["school"] for row in found}


def _latest(rows: Iterable[Row], today: date) -> dict[str, set[str]]:
    """The schools at which each is today, or at none, was last."""
    found = {}
    for uid, stays in _by_person(rows).items():
        last = max(_lasts(row, today) for row in stays)
        found[uid] = {row["school"] for row in stays if _lasts(row, today) == last}
    return found


def _by_person(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows of each that hold; of whom none holds any longer, all."""
    people: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        people[row["uid"]].append(row)
    return {uid: [row for row in rows if row["holds"]] or rows for uid, rows in people.items()}


def _lasts(row: Row, today: date) -> tuple[int, date, date]:
    """How late a stay lasts: one that has not begun less than one that is over, and one of today
    longer than both.
    """
    since, until = row["since"] or date.min, row["until"]
    if since > today:
        return 0, date.min, date.min
    if (until is None and row.get("status", "enrolled") == "enrolled") or (
        until is not None and until > today
    ):
        return 2, date.min, date.min
    return 1, until or since, since
