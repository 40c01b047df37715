"""An adult's page: whom they hold up, and for whom they are the only one or one of just enough."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph_service.access.reader import Reader
from graph_service.errors import NotThere
from graph_service.workflows.desk.lens import read_lens
from graph_service.workflows.desk.sight import seen_schools
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.webs.adult_page import AdultPage, adult_page
from tests.office import Office, embedded_office
from tests.workflows.folder import SCHOOL, write_folder


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The small school, in which Ada named Ms Ito alone among adults."""
    with embedded_office(tmp_path_factory.mktemp("office")) as made:
        yield made


def page(office: Office, name: str, **lens: str) -> AdultPage:
    """The page of the adult of that name, as the lead sees it."""
    with office.client("lead") as client:
        reader = Reader(client.get("/api/v1/me").json()["account"], "Lead", "lead")
    return adult_page(
        office.desk,
        reader,
        read_lens(lens, office.desk.today(), office.desk.rule),
        office.uid(name),
    )


def test_an_adult_is_load_bearing_where_there_are_just_enough(office: Office) -> None:
    """With a threshold of one, Ada has just enough with Ms Ito; with two she has too few anyway."""
    (ada,) = page(office, "Ms Ito", adult_threshold="1").students
    assert (ada.name, ada.counts, ada.load_bearing, ada.reason) == ("Ada Lee", True, True, "")
    (ada,) = page(office, "Ms Ito").students
    assert (ada.counts, ada.load_bearing) == (True, False)


def test_the_only_supportive_adult_is_told_from_one_of_just_enough(tmp_path: Path) -> None:
    """Ada named Ms Ito alone, Ben both, Cy Mr Diaz alone: with a threshold of two, Ms Ito is Ada's
    only one and one of Ben's two.
    """
    answers = [f"r1,s{number},answered,2026-10-03" for number in (1, 2, 3)]
    named = (("s1", "a1"), ("s2", "a1"), ("s2", "a2"), ("s3", "a2"))
    ties = [f"{student},{adult},other,2025-09-01,," for student, adult in named]
    reports = [f"r1,{student},{adult},{student},supportive,3" for student, adult in named]
    with embedded_office(tmp_path) as office:
        folder = write_folder(
            tmp_path / "more", ties=[*SCHOOL["ties"], *ties], answers=answers, reports=reports
        )
        import_tables(office.desk, folder)
        told = {
            adult: [
                (student.name, student.only, student.load_bearing)
                for student in page(office, adult).students
            ]
            for adult in ("Ms Ito", "Mr Diaz")
        }
        with office.client("lead") as client:
            shown = client.get(f"/adults/{office.uid('Ms Ito')}").text
    assert told["Ms Ito"] == [("Ada Lee", True, False), ("Ben Ono", False, True)]
    assert told["Mr Diaz"] == [
        ("Cy Poe", True, False),
        ("Ben Ono", False, True),
        ("Ada Lee", False, False),
    ]
    assert shown.index("The only one for") < shown.index("One of just enough for")
    assert shown.count('<span class="number">1</span> student:') == 2
    assert (shown.count("Yes, the only one"), shown.count("Yes, one of just enough")) == (1, 1)


def test_the_end_of_a_tie_and_the_last_contact_stand_beside_the_student(office: Office) -> None:
    """The internship ends in December; the clinic day was the last contact, unless one looks at an
    earlier day.
    """
    (ada,) = page(office, "Mr Diaz").students
    assert (ada.until, ada.last_contact, ada.counts) == (
        date(2026, 12, 20),
        date(2026, 11, 2),
        False,
    )
    (earlier,) = page(office, "Mr Diaz", on="2026-11-01").students
    assert earlier.last_contact is None
    assert page(office, "Mr Diaz", on="2026-11-01").contacts == ()


def test_a_student_or_a_stranger_is_no_adult(office: Office) -> None:
    """Out of the reader's webs, and not an adult: the same answer."""
    with pytest.raises(NotThere):
        page(office, "Ben Ono")


def test_who_moved_is_there_once(tmp_path: Path) -> None:
    """Ada moved to North, and an advisor of both schools sees her and her contact once, in JSON
    too; so does who looks at an earlier day.
    """
    with embedded_office(tmp_path) as office:
        others = [line for line in SCHOOL["students"] if not line.startswith("s1,")]
        moved = [*others, "s1,Ada Lee,North,9,Red,,2026-11-20,,"]
        import_tables(office.desk, write_folder(tmp_path / "more", students=moved), source="Met")
        diaz = office.uid("Mr Diaz")
        with office.client("advisor") as client:
            reader = Reader(client.get("/api/v1/me").json()["account"], "Advisor", "advisor")
            told = client.get(f"/api/v1/adults/{diaz}").json()
            earlier = client.get(f"/api/v1/adults/{diaz}?on=2026-11-10").json()
        seen = seen_schools(
            office.desk, reader, read_lens({}, office.desk.today(), office.desk.rule)
        )
    assert [entry.school.name for entry in seen] == ["Met", "North"]
    for answer in (told, earlier):
        assert [student["name"] for student in answer["students"]] == ["Ada Lee"]
        assert len(answer["contacts"]) == 1
