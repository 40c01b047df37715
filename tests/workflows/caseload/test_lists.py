"""The caseload: ordered, searched and paged."""

from pathlib import Path

import pytest

from graph_service.access.reader import Reader
from graph_service.auth.passwords import hash_password
from graph_service.store.accounts import NewAccount, add_account
from graph_service.store.accounts import Path as Way
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.migrations import migrate
from graph_service.workflows.caseload.lists import caseload
from graph_service.workflows.caseload.views import Filters
from graph_service.workflows.desk.lens import read_lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.recording.entering import record_conversation
from graph_service.workflows.recording.person_lookup import NamedPerson
from graph_service.workflows.webs.student_web import student_web
from tests.workflows.folder import desk_on, write_folder

PUPILS = [("s1", "Ada Lee", "Met A"), ("o1", "Olu Bo", "Met B"), ("o2", "Pat Qi", "Met B")]
GRADES = ["9", "10", "11", "K", ""]
CONTACTS = ["s1,a1,2026-11-02,meeting,", "s3,a1,2026-11-01,meeting,"]


@pytest.fixture
def reading(tmp_path: Path) -> tuple[Desk, Reader]:
    """A school of sixty in five grades, and its lead."""
    engine = EmbeddedEngine(tmp_path / "support.web")
    migrate(engine)
    desk = desk_on(engine)
    students = [
        f"s{number},Name {number:02},Met,{GRADES[number % 5]},Blue,,2025-09-01,,"
        for number in range(59)
    ]
    import_tables(desk,
    write_folder(tmp_path / "met", students=[*students, "s59,José Núñez,Met,9,Blue,,2025-09-01,,"],
                                     ties=[], answers=[], reports=[],
                                     contacts=CONTACTS))  # fmt: skip
    way = Way("LEADS", desk.schools()[0].uid)
    account = NewAccount("lead", "Lead", "lead", hash_password("a long enough password"), (way,))
    return desk, Reader(add_account(engine, account, desk.now(), desk.today()), "Lead", "lead")


def shown(reading: tuple[Desk, Reader], **filters: object) -> list[str | None]:
    """The ids in the order of the list, all pages."""
    desk, reader = reading
    chosen = Filters(**filters)  # type: ignore[arg-type]
    found = caseload(desk, reader, read_lens({}, desk.today(), desk.rule), chosen, per_page=None)
    return [
        line.id
        if filters.get("sort") != "grade" and filters.get("sort") != "-grade"
        else line.grade
        for line in found.lines
    ]


def test_a_list_and_a_page_say_the_same_where_a_peer_is_at_another_school(tmp_path: Path) -> None:
    """The peer's confidential words there change neither: they are not the lead's to read."""
    engine = EmbeddedEngine(tmp_path / "support.web")
    migrate(engine)
    desk = desk_on(engine)
    students = [f"{id},{name},{school},9,Blue,,2025-09-01,," for id, name, school in PUPILS]
    import_tables(
        desk,
        write_folder(
            tmp_path / "both", students=students, adults=["b1,Mr Bell,staff,Met B"], contacts=[],
            ties=["o1,b1,advisor,2025-09-01,,"], rounds=["r1,Met B,student_voice,2026-10-01"],
            answers=["r1,o1,answered,2026-10-03"], reports=["r1,o1,s1,o1,supportive,2"],
        ),
        source="District",
    )  # fmt: skip
    uids = {
        person.id: uid
        for school in desk.schools()
        for uid, person in desk.facts(school).people.items()
    }
    met = next(school.uid for school in desk.schools() if school.name == "Met A")
    lead = Reader(an_account(desk, "lead", Way("LEADS", met)), "lead", "lead")
    bell = Reader(an_account(desk, "advisor", Way("IS", uids["b1"])), "bell", "advisor", uids["b1"])
    before = peers_told(desk, lead, uids["s1"])
    record_conversation(
        desk, bell, uids["o1"], side="peer", people=[NamedPerson("Pat Qi", "stressful")],
        everyone=True,
        day=desk.today(),
        confidential=True,
    )  # fmt: skip
    assert peers_told(desk, lead, uids["s1"]) == before
    assert before[0] == before[1]


def an_account(desk: Desk, role: str, way: Way) -> str:
    """An account of the role, by its uid."""
    return add_account(
        desk.engine, NewAccount(role, role, role, "-", (way,)), desk.now(), desk.today()
    )


def peers_told(desk: Desk, reader: Reader, student: str) -> tuple[str, str]:
    """The student's peers in their line of the list, and on their page."""
    lens = read_lens({}, desk.today(), desk.rule)
    line = next(
        line for line in caseload(desk, reader, lens, Filters()).lines if line.uid == student
    )
    return line.peer.sentence, student_web(desk, reader, lens, student).peer.sentence


def test_grades_are_sorted_as_numbers_both_ways_and_none_comes_last(
    reading: tuple[Desk, Reader],
) -> None:
    """9 before 10; a grade that is no number after the numbers; no grade last in either
    direction.
    """
    assert list(dict.fromkeys(shown(reading, sort="grade"))) == ["9", "10", "11", "K", None]
    assert list(dict.fromkeys(shown(reading, sort="-grade"))) == ["K", "11", "10", "9", None]


def test_equals_stand_by_name_also_backwards(reading: tuple[Desk, Reader]) -> None:
    """Turning a column round leaves the names within a group as they were."""
    backwards = shown(reading, sort="-adults")
    assert backwards == shown(reading, sort="adults")
    assert shown(reading, sort="-name") == shown(reading, sort="name")[::-1]


def test_who_has_had_no_contact_comes_before_the_longest_ago(reading: tuple[Desk, Reader]) -> None:
    """Sorted by last contact, the first are those nobody has been in touch with."""
    assert shown(reading, sort="contact")[-2:] == ["s3", "s1"]


def test_names_are_found_without_accents_and_in_any_order(reading: tuple[Desk, Reader]) -> None:
    """One types what one remembers."""
    for text in ("jose", "NUNEZ", "núñez josé", "nun"):
        assert shown(reading, text=text) == ["s59"]
    assert shown(reading, text="jose 01") == []


def test_fifty_stand_on_a_page_and_a_page_too_far_is_the_last(reading: tuple[Desk, Reader]) -> None:
    """The page that is shown is the page that the list says it is."""
    desk, reader = reading
    lens = read_lens({}, desk.today(), desk.rule)
    first = caseload(desk, reader, lens, Filters())
    assert (len(first.lines), first.shown, first.pages) == (50, 60, 2)
    last = caseload(desk, reader, lens, Filters(page=9))
    assert (len(last.lines), last.filters.page) == (10, 2)
    assert first.grades == ("9", "10", "11", "K")
