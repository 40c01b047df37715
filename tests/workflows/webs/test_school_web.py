"""A whole school by its advisories, as far as the reader may see it."""

from collections.abc import Iterator

import pytest

from graph_service.access.reader import Reader
from graph_service.errors import NotThere
from graph_service.workflows.desk.lens import read_lens
from graph_service.workflows.webs.school_web import SchoolWeb, school_web, students_of_school
from tests.office import Office, embedded_office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The small school: Ada and Ben are in Blue, Cy is in Gold."""
    with embedded_office(tmp_path_factory.mktemp("office")) as made:
        yield made


def seen(office: Office, login: str, school: str = "", **lens: str) -> SchoolWeb:
    """The school as the account sees it."""
    with office.client(login) as client:
        account = client.get("/api/v1/me").json()["account"]
    adult = office.uid("Ms Ito") if login == "advisor" else None
    reader = Reader(account, login.title(), login, adult=adult)  # type: ignore[arg-type]
    lens_of = read_lens(lens, office.desk.today(), office.desk.rule)
    return school_web(office.desk, reader, lens_of, school)


def test_every_student_stands_in_their_advisory_with_both_states(office: Office) -> None:
    """The isolated and the unasked too; an adult of one student is counted and not drawn."""
    web = seen(office, "lead")
    (school,) = web.schools
    assert (web.school, web.students) == (school, 3)
    blue, gold = web.advisories
    assert [(blue.name, [one.name for one in blue.students]), gold.name] == [
        ("Blue", ["Ada Lee", "Ben Ono"]),
        "Gold",
    ]
    assert {(one.name, one.adult, one.peer) for one in gold.students} == {
        ("Cy Poe", "unknown", "unknown")
    }
    assert (blue.adults, blue.single, gold.single) == ((), 1, 0)
    assert blue.students[0].tied == (office.uid("Ben Ono"),)


def test_an_advisor_sees_their_own_students_alone(office: Office) -> None:
    """Ben counts for Ada and is not in her advisor's scope: there is no mark of him."""
    web = seen(office, "advisor")
    assert students_of_school(web) == {office.uid("Ada Lee")}
    assert web.advisories[0].students[0].tied == ()
    assert web.partial


def test_a_school_that_is_not_ones_own_is_not_there(office: Office) -> None:
    """As one that does not exist; a day before the advisories has students in none."""
    with pytest.raises(NotThere):
        seen(office, "lead", "elsewhere")
    assert seen(office, "lead", office.school.uid).students == 3


def test_an_adult_stands_where_most_of_their_students_are(office: Office) -> None:
    """Ms Ito counts for two students of Blue and one of Gold once all three name her."""
    with office.client("lead") as client:
        for name in ("Ben Ono", "Cy Poe"):
            said = {"person": "Ms Ito", "support": "supportive", "strength": 2}
            given = {"side": "adult", "people": [said], "everyone": True}
            answer = client.post(f"/api/v1/students/{office.uid(name)}/conversation", json=given)
            assert answer.status_code == 200
    blue, gold = seen(office, "lead").advisories
    assert [(adult.name, adult.holds) for adult in blue.adults] == [("Ms Ito", 3)]
    assert (gold.adults, gold.single) == ((), 0)
    assert gold.students[0].tied == (office.uid("Ms Ito"),)
    assert gold.look == 1
