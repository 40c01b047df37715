"""The directory of a school, for picking people: the students enrolled today with grade and
advisory, the staff with what they are there. It tells nothing else, and each search is recorded.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from analysis.facts import Facts
from analysis.names import spoken
from analysis.presence import enrolled, in_force, presence
from facts.people import STUDENT
from graph_service.access.reader import Reader
from graph_service.errors import BadInput, NotThere
from graph_service.formats.alike import DirectoryNames, words
from graph_service.formats.directory import Listed
from graph_service.records.reserved import RECORDED_ADULT
from graph_service.store import sign_in_attempts
from graph_service.store.engine import Transaction
from graph_service.store.scope import may_see
from graph_service.store.student_surroundings import Known, school_people, student_place
from graph_service.workflows.audit.log import note
from graph_service.workflows.desk.reading import KEPT_FIGURES, Desk, School
from graph_service.workflows.recording.person_lookup import Ends

MOST = 8
FEWEST_LETTERS = 2
WITHIN = timedelta(minutes=15)
MOST_SEARCHES = 600
"""So many searches an account may make within WITHIN: a form takes some twenty."""
_ROLES = ("advisor", "teacher", "mentor")


class Entry(NamedTuple):
    """Somebody of the directory: the name as a sentence says it, and by ``what`` one tells them
    from others of that name.
    """

    uid: str
    name: str
    what: str
    is_student: bool


class SchoolDirectory:
    """The entries of a school, to be looked up by the beginning of a name or by nearly a name."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = {entry.uid: entry for entry in entries}
        self._words = {entry.uid: words(entry.name) for entry in entries}
        self._names = {
            is_student: DirectoryNames(
                [
                    Listed(entry.uid, entry.name, is_student=entry.is_student)
                    for entry in entries
                    if entry.is_student == is_student
                ]
            )
            for is_student in (True, False)
        }

    def suggested(self, text: str, ends: Ends, but: str) -> list[Entry]:
        """The entries whose names begin with the words of the text, then those whose names are
        nearly it; ``but`` is left out.
        """
        asked = words(text)
        if sum(map(len, asked)) < FEWEST_LETTERS:
            return []
        begun = sorted(
            (entry for entry in self._of(ends) if _begins(asked, self._words[entry.uid])),
            key=lambda entry: (asked != self._words[entry.uid], entry.name, entry.what),
        )
        near = [
            self._entries[person.id]
            for is_student, names in self._names.items()
            if ends == "either" or is_student == (ends == "peer")
            for person in names.alike(text).people
        ]
        found = dict.fromkeys(entry for entry in (*begun, *near) if entry.uid != but)
        return list(found)[:MOST]

    def entry(self, uid: str) -> Entry | None:
        """The entry of a uid."""
        return self._entries.get(uid)

    def _of(self, ends: Ends) -> Iterator[Entry]:
        for entry in self._entries.values():
            if ends == "either" or entry.is_student == (ends == "peer"):
                yield entry


def suggest(desk: Desk, reader: Reader, student: str, text: str, ends: Ends) -> list[Entry]:
    """The people of the directory whom the text may mean; the search is recorded with the students
    that it shows.

    Raises NotThere where the reader may not see the student, BadInput after too many searches.
    """
    found = directory(desk, reader, student).suggested(text, ends, student)
    now = desk.now()
    searched = hashlib.sha256(f"directory {reader.account}".encode()).hexdigest()
    if sign_in_attempts.count(desk.engine, searched, now, now - WITHIN) > MOST_SEARCHES:
        raise BadInput("These were too many searches at once. Wait a quarter of an hour.")
    shown = [entry.uid for entry in found if entry.is_student]
    note(desk, reader, "searched the directory", student, students=[student, *shown])
    return found


def directory(desk: Desk, reader: Reader, student: str) -> SchoolDirectory:
    """The directory of the student's school, made once a revision; NotThere where the reader may
    not see the student.
    """
    today = desk.today()
    rights = may_see(desk.engine, reader.account, today, student)
    if not rights:
        raise NotThere("There is no such page.")
    led = {via for reason, via in rights if reason == "leads"}
    place = desk.engine.read_together(lambda tx: student_place(tx, student, today, led))
    if place is None:
        raise NotThere("There is no such page.")
    school = next(one for one in desk.schools() if one.uid == place.school)

    def make() -> SchoolDirectory:
        def people(tx: Transaction) -> dict[str, Known]:
            return school_people(tx, school.uid)

        known = desk.engine.read_together(people)
        facts = desk.school_facts(school).holding
        return SchoolDirectory(
            [*_students(facts, known, school, today), *_staff(facts, known, today)]
        )

    return desk.lately(("directory", school.uid, school.revision, today), make, KEPT_FIGURES)


def _students(
    facts: Facts, known: dict[str, Known], school: School, today: date
) -> Iterator[Entry]:
    advisories = _advisories(facts, today)
    grades = {
        row.fact.student: row.fact.grade
        for row in facts.enrolments
        if row.fact.school == school.uid and in_force(row.fact, today)
    }
    for uid in enrolled(facts, today, school.uid):
        grade, advisory = grades.get(uid), advisories.get(uid)
        told = [f"grade {grade}"] * bool(grade) + [advisory or ""] * bool(advisory)
        if uid in known:
            name = spoken(known[uid].name)
            yield Entry(uid, name, ", ".join(told) or STUDENT, is_student=True)


def _staff(facts: Facts, known: dict[str, Known], today: date) -> Iterator[Entry]:
    """Staff who are there today. Somebody whom people recorded is left out: a student may have
    named them in confidence.
    """
    advisories, away = _advisories(facts, today), presence(facts, today).away
    roles: dict[str, set[str]] = defaultdict(set)
    for row in facts.ties:
        if row.fact.role in _ROLES and in_force(row.fact, today):
            advisory = advisories.get(row.fact.student) if row.fact.role == "advisor" else None
            roles[row.fact.alter].add(row.fact.role + (f" of {advisory}" if advisory else ""))
    for uid, person in known.items():
        is_recorded = person.id.startswith(RECORDED_ADULT)
        if person.kind == "staff" and not is_recorded and uid not in away:
            what = " and ".join(sorted(roles[uid])[:2]) or "staff"
            yield Entry(uid, spoken(person.name), what, is_student=False)


def _advisories(facts: Facts, today: date) -> dict[str, str]:
    """The name of the advisory that each student is in today."""
    return {
        row.fact.student: facts.advisories[row.fact.advisory].name
        for row in facts.memberships
        if in_force(row.fact, today)
    }


def _begins(asked: frozenset[str], called: frozenset[str]) -> bool:
    """Whether each word asked for begins a word of the name, no two the same one."""
    left = set(called)
    for word in sorted(asked, key=len, reverse=True):
        found = min((other for other in left if other.startswith(word)), default=None, key=len)
        if found is None:
            return False
        left.discard(found)
    return True
