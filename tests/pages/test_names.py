"""A roster that writes "Last, First": pages, the picture and sentences call people as people do."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from graph_service.workflows.intake.importing import import_tables
from tests.office import Office, embedded_office
from tests.pages.bringing import words
from tests.workflows.folder import TODAY

STUDENTS = """id,name,school,grade,advisory
s1,"Lee, Ada",Met,9,Blue
s2,"Ono, Ben",Met,9,Blue
s3,"Poe, Ben",Met,10,Gold
"""
ADULTS = """id,name,kind,school
a1,"Ito, Kim",staff,Met
a2,"Diaz, Mr. Luis",mentor,
"""
REPORTS = """round_id,student_id,alter_id,informant_id,support,strength
r1,s1,s3,s1,supportive,2
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The small school, whose next roster turns the names round, and of whom Ada named both
    Bens.
    """
    folder: Path = tmp_path_factory.mktemp("turned")
    with embedded_office(folder) as made:
        brought = folder / "brought"
        brought.mkdir()
        for table, text in (("students", STUDENTS), ("adults", ADULTS), ("reports", REPORTS)):
            (brought / f"{table}.csv").write_text(text, encoding="utf-8")
        import_tables(made.desk, brought, source="Met")
        yield made


def test_a_page_and_its_picture_call_people_as_people_do(office: Office) -> None:
    """By the first name, with a title by the last one; two of one name are told apart; no name ends
    in a comma.
    """
    ada = office.uid("Lee, Ada")
    with office.client("lead") as lead:
        page = lead.get(f"/students/{ada}").text
    for said in (
        "Record what Ada said",
        "someone in Ada’s life",
        ">Kim</text>",
        ">Mr. Diaz</text>",
        ">Ben O.</text>",
        ">Ben P.</text>",
    ):
        assert said in page
    assert "<h1>Lee, Ada</h1>" in page


def test_names_with_commas_do_not_stand_in_a_list_of_names(office: Office) -> None:
    """A sentence says the first name first, and so does an advisory seen as a whole."""
    ada = office.uid("Lee, Ada")
    with office.client("lead") as lead:
        web = lead.get(f"/api/v1/students/{ada}").json()
        assert web["peer"]["summary"] == "Ben Ono and Ben Poe."
        assert web["adult"]["sentence"].startswith(
            "One supportive adult is known: Kim Ito (advisor; the student says so"
        )
        assert "Ada Lee answered about adults" in web["adult"]["sentence"]
        assert '"label": "Ada"' in unescape(lead.get(f"/students/{ada}/advisory/explore").text)


def test_a_form_takes_a_name_either_way_round(office: Office) -> None:
    """Nobody becomes a second person because somebody wrote their name as people say it; the page
    then says both ways once.
    """
    ada = office.uid("Lee, Ada")
    with office.client("lead") as lead:
        for person in ("Kim Ito", "ito, kim"):
            contact = {"adult": person, "kind": f"call to {person[:3]}", "day": TODAY.isoformat()}
            assert lead.post(f"/api/v1/students/{ada}/contacts", json=contact).status_code == 200
        refused = lead.post(
            f"/api/v1/students/{ada}/reports", json={"alter": "Ada Lee", "support": "supportive"}
        )
        assert "is the student themselves" in refused.text
        page = words(lead.get(f"/students/{ada}").text)
    assert "Contact with Kim Ito: call to Kim" in page
    assert "Contact with Kim Ito: call to ito" in page
    assert (
        sum(
            person.name in ("Ito, Kim", "Kim Ito")
            for person in office.desk.facts(office.school).known().people.values()
        )
        == 1
    )
