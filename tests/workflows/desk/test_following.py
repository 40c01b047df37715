"""A school's facts in memory follow what is written: they are the same as read anew, and so is
everything that is shown of them.
"""

import random
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from analysis.rule import Rule
from analysis.visible import Sight
from graph_service.access.reader import Reader
from graph_service.errors import SupportWebError
from graph_service.store import revisions
from graph_service.store.accounts import NewAccount, add_account
from graph_service.store.accounts import Path as Right
from graph_service.store.engine import Definable, Engine
from graph_service.workflows.caseload.lists import caseload
from graph_service.workflows.caseload.school_figures import school_figures
from graph_service.workflows.caseload.views import Filters
from graph_service.workflows.desk.lens import Lens, read_lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.desk.school_facts import SchoolFacts, read_school
from graph_service.workflows.desk.sight import scoped_schools
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.recording.contact_forms import log_contact
from graph_service.workflows.recording.entering import NamedPerson, add_report, record_conversation
from graph_service.workflows.recording.taking_back import take_back
from graph_service.workflows.recording.tie_forms import add_tie, end_tie
from graph_service.workflows.webs.adult_page import adult_page
from graph_service.workflows.webs.advisory_web import advisory_web
from graph_service.workflows.webs.student_web import student_web
from tests.sizes import tries
from tests.workflows.folder import SCHOOL, TODAY, desk_on, write_folder

TWO_SCHOOLS = {
    **SCHOOL,
    "students": [
        *SCHOOL["students"],
        "s4,Di Fay,Bay,9,Red,,2025-09-01,,",
        "s5,Ed Gil,Bay,9,Red,,2025-09-01,,",
    ],
    "adults": [*SCHOOL["adults"], "a3,Ms Kay,staff,Bay"],
    "ties": [*SCHOOL["ties"], "s4,s1,peer,,,", "s4,a2,mentor,,,", "s5,a3,advisor,,,"],
    "rounds": [*SCHOOL["rounds"], "r2,Bay,student_voice,2026-10-01"],
    "answers": [*SCHOOL["answers"], "r2,s4,answered,2026-10-03", "r1,s2,answered,2026-10-04"],
    "reports": [
        *SCHOOL["reports"],
        "r2,s4,s1,s4,supportive,3",
        "r2,s4,a2,s4,supportive,3",
        "r1,s2,s1,s2,stressful,1",
    ],
}
PEOPLE = ("Ada Lee", "Ben Ono", "Cy Poe", "Ms Ito", "Mr Diaz", "Rev. Day", "Mx New")


def reads(engine: Engine) -> Desk:
    """A desk over the engine in the afternoon."""
    return Desk(engine, lambda: datetime.combine(TODAY, time(15), UTC), "UTC", Rule())


class Office(NamedTuple):
    """Two desks over one database, as two processes have them, and readers who may see something.

    ``writing`` records; ``reading`` only looks.
    """

    writing: Desk
    reading: Desk
    lead: Reader
    readers: tuple[Reader, ...]
    folder: Path

    def students(self) -> dict[str, str]:
        """Every student by the school's own id."""
        return {
            person.id: uid
            for school in self.writing.schools()
            for uid, person in self.writing.facts(school).people.items()
            if person.kind == "student"
        }


@pytest.fixture
def office(engine: Definable, tmp_path: Path) -> Office:
    """Two schools that share a mentor, and have students who know each other."""
    desk = desk_on(engine)
    import_tables(desk, write_folder(tmp_path / "first", TWO_SCHOOLS), source="district")
    schools = {school.name: school for school in desk.schools()}
    adults = {
        person.id: person.uid
        for school in schools.values()
        for person in desk.facts(school).people.values()
    }

    def reader(login: str, role: str, *rights: Right) -> Reader:
        account = NewAccount(login, login, role, "-", rights)
        made = add_account(engine, account, desk.now(), TODAY)
        adult = next((right.target for right in rights if right.tie == "IS"), None)
        return Reader(made, login, "lead" if role == "lead" else "advisor", adult, login)

    lead = reader("met", "lead", Right("LEADS", schools["Met"].uid))
    readers = (
        lead,
        reader("second", "lead", Right("LEADS", schools["Met"].uid)),
        reader("both", "lead", *(Right("LEADS", school.uid) for school in schools.values())),
        reader("ito", "advisor", Right("IS", adults["a1"])),
        reader("kay", "advisor", Right("IS", adults["a3"])),
    )
    return Office(desk, reads(engine), lead, readers, tmp_path)


def contact(office: Office, chance: random.Random, student: str) -> None:
    """A contact."""
    person = chance.choice(("Ms Ito", "Mr Diaz"))
    day = TODAY - timedelta(days=chance.choice((0, 3, 400)))
    log_contact(office.writing, office.lead, student, day=day, kind="meeting", person=person)


def word(office: Office, chance: random.Random, student: str) -> None:
    """An advisor's own word, sometimes in confidence."""
    support = chance.choice(("supportive", "stressful"))
    add_report(
        office.writing, office.readers[3], student, person=chance.choice(PEOPLE), support=support,
        confidential=chance.random() < 0.3,
    )  # fmt: skip


def talk(office: Office, chance: random.Random, student: str) -> None:
    """A conversation: some named, all named, or nobody; openly or in confidence."""
    people = [NamedPerson(name) for name in chance.sample(PEOPLE[:5], chance.randint(0, 2))]
    if chance.random() < 0.3:
        people.append(NamedPerson("Somebody New", new_kind="family"))
    whole = chance.random() < 0.6
    record_conversation(
        office.writing, chance.choice(office.readers), student,
        side=chance.choice(("adult", "peer")), people=people, everyone=whole,
        nobody=whole and not people, day=TODAY - timedelta(days=chance.choice((0, 0, 1, 30))),
        confidential=chance.random() < 0.3,
    )  # fmt: skip


def tie(office: Office, chance: random.Random, student: str) -> None:
    """A role tie that begins."""
    role = chance.choice(("peer", "mentor", "family", "advisor"))
    add_tie(office.writing, office.lead, student, person=chance.choice(PEOPLE), role=role)


def tie_over(office: Office, chance: random.Random, student: str) -> None:
    """A role tie that ends."""
    web = student_web(office.writing, office.lead, lens_of(office.writing), student)
    ties = [held.id for alter in web.alters for held in alter.ties]
    if ties:
        end_tie(office.writing, office.lead, student, tie=chance.choice(ties), until=TODAY)


def back(office: Office, chance: random.Random, student: str) -> None:
    """Something recorded is taken back."""
    web = student_web(office.writing, office.lead, lens_of(office.writing), student)
    if web.recorded:
        take_back(office.writing, office.lead, student, chance.choice(web.recorded).id)


def bring_in(office: Office, chance: random.Random, student: str) -> None:
    """A file: somebody leaves, is named otherwise or is new, says more, or has met somebody."""
    del student
    name, line = chance.choice(
        (
            ("students", "s2,Ben Ono,Met,9,Blue,left,2025-09-01,2026-11-01,"),
            ("students", "s2,Ben Ono-Ray,Met,10,Gold,,2025-09-01,,"),
            ("students", f"n{chance.randrange(99)},Fay New,Met,9,Blue,,2026-09-01,,"),
            ("adults", "a2,Mr Diaz,family,"),
            ("reports", "r1,s2,a1,s2,supportive,3"),
            ("answers", "r1,s3,answered,2026-10-05"),
            ("contacts", f"s3,a2,2026-11-{chance.randint(1, 20):02},meeting,"),
            ("rounds", f"r1,Met,student_voice,2026-10-{chance.randint(1, 3):02}"),
        )
    )
    held = [row for row in TWO_SCHOOLS[name] if row.split(",")[0] != line.split(",")[0]]
    rows = [*(held if name in ("students", "adults", "rounds") else TWO_SCHOOLS[name]), line]
    folder = office.folder / f"more-{chance.randrange(10**9)}"
    import_tables(
        office.writing, write_folder(folder, {**TWO_SCHOOLS, name: rows}), source="district"
    )


STEPS: tuple[Callable[[Office, random.Random, str], None], ...] = (
    contact, contact, word, word, talk, talk, talk, tie, tie_over, back, back, bring_in,
)  # fmt: skip


def lens_of(desk: Desk) -> Lens:
    """The day's lens."""
    return read_lens({}, desk.today(), desk.rule)


def shown(desk: Desk, readers: tuple[Reader, ...]) -> list[object]:
    """Everything that lists, figures and webs show these readers."""
    found: list[object] = []
    for reader in readers:
        for given in ({}, {"rule": "mutual"}, {"on": "2026-10-03"}):
            lens = read_lens(given, desk.today(), desk.rule)
            students = caseload(desk, reader, lens, Filters())
            found += [students, school_figures(desk, reader, lens)]
        for line in students.lines[:2]:
            for ask in (advisory_web, adult_page):
                found.append(_or_refused(desk, reader, ask, line.uid))
    return found


def _or_refused(desk: Desk, reader: Reader, ask: Callable[..., object], uid: str) -> object:
    try:
        return ask(desk, reader, read_lens({}, desk.today(), desk.rule), uid)
    except SupportWebError as refused:
        return str(refused)


def same(one: SchoolFacts, other: SchoolFacts) -> bool:
    """Whether both hold the same, in the same order."""
    return (one.facts, one.members, one.students) == (other.facts, other.members, other.students)


@pytest.mark.parametrize("seed", range(tries(3, 40)))
def test_facts_in_memory_follow_whatever_is_written(office: Office, seed: int) -> None:
    """After each of many writes a desk that followed them holds and shows what one that reads the
    schools for the first time does.
    """
    chance = random.Random(seed)  # noqa: S311  seeded chance, not a secret
    shown(office.reading, office.readers)
    for _ in range(12):
        step = chance.choice(STEPS)
        try:
            step(office, chance, chance.choice(sorted(office.students().values())))
        except SupportWebError:
            continue
        fresh = reads(office.writing.engine)
        for school in office.reading.schools():
            kept = office.reading.school_facts(school)
            assert same(kept, read_school(fresh.engine, school.uid, school.revision)), step.__name__
        assert shown(office.reading, office.readers) == shown(fresh, office.readers), step.__name__


def met(desk: Desk) -> SchoolFacts:
    """The facts of one of the schools."""
    return desk.school_facts(next(one for one in desk.schools() if one.name == "Met"))


def test_a_write_is_followed_and_alters_whom_it_is_about(office: Office) -> None:
    """The school is not read again, and one student is judged anew."""
    before = met(office.reading)
    ada = office.students()["s1"]
    log_contact(office.writing, office.lead, ada, day=TODAY, kind="meeting", person="Ms Ito")
    after = met(office.reading)
    assert after.loaded is before.loaded
    assert after.altered_since(before.revision) == frozenset({ada})
    assert after.altered_since(before.revision - 1) is None
    assert before.altered_since(after.revision) is None


def test_a_school_is_read_anew_where_a_revision_is_not_noted(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a large import."""
    before = met(office.reading)
    monkeypatch.setattr(revisions, "MOST_NOTED", 0)
    log_contact(
        office.writing, office.lead, office.students()["s1"], day=TODAY, kind="call",
        person="Ms Ito",
    )  # fmt: skip
    after = met(office.reading)
    assert after.loaded is not before.loaded
    assert same(after, read_school(office.reading.engine, after.uid, after.revision))


def test_readers_share_what_is_judged_only_where_they_see_the_very_same(office: Office) -> None:
    """Two leads of a school share; whoever said something in confidence does not."""
    lens = lens_of(office.reading)

    def sights() -> list[Sight | None]:
        return [
            scoped.sight
            for reader in office.readers[:2]
            for scoped in scoped_schools(office.reading, reader, lens)
            if scoped.school.name == "Met"
        ]

    first, second = sights()
    assert first is not None
    assert first == second
    record_conversation(
        office.writing, office.readers[1], office.students()["s1"], side="adult",
        people=[NamedPerson("Mr Diaz")], everyone=False, day=TODAY, confidential=True,
    )  # fmt: skip
    first, second = sights()
    assert first != second
    assert second is not None
    assert second.account == office.readers[1].account
