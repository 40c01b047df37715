"""The lists and what they lead to: what is missing, what to do about it, and what is said when
there is nothing.
"""

import re
from pathlib import Path

import pytest

from graph_service.store.accounts import Change, give_paths
from graph_service.store.accounts import Path as Way
from graph_service.workflows.intake.importing import import_tables
from tests.office import Office
from tests.workflows.folder import SCHOOL, write_folder


def test_beside_what_is_unknown_stands_what_to_do(office: Office) -> None:
    """The queue says what to do, and each unknown side leads to the page that begins at
    that side.
    """
    cy = office.uid("Cy Poe")
    with office.client("lead") as client:
        page = client.get("/triage?tab=ask&on=2026-11-23").text
        link = f"/students/{cy}/conversation?on=2026-11-23&side=peer"
        assert f'href="{link.replace("&", "&amp;")}"' in page
        assert "Unknown is not isolated" in page
        form = client.get(link).text
    peers = form[form.index('id="peer"') :]
    assert ("autofocus" in peers, "autofocus" in form[: form.index('id="peer"')]) == (True, False)


def test_an_empty_list_says_what_to_do_next(office: Office) -> None:
    """A day before there is anything, nobody who fits the filters, nobody who needs a look: each
    has its own sentence.
    """
    with office.client("lead") as client:
        early = client.get("/triage?on=2020-01-01")
        assert early.status_code == 422
        assert "records here begin on 1 Sep 2024" in early.text
        assert "Clear the filters" in client.post("/triage?tab=all", data={"text": "zzz"}).text
        looking = client.get("/triage?tab=look&advisory=Gold").text
        assert "We know of nobody here who lacks support. But 1 has not been asked" in looking
        assert ">ask them</a>" in looking


def test_a_printed_list_says_which_list_it_is(office: Office) -> None:
    """Tab, filters and order stand on paper, where there are no tabs and no forms."""
    with office.client("lead") as client:
        page = client.post("/triage?tab=all&grade=9&sort=-grade", data={"text": "lee"}).text
        advised = client.get(f"/triage?tab=all&advisor={office.uid('Ms Ito')}").text
    assert "List “Everyone”, name has “lee”, grade “9”, by grade, backwards." in page
    assert "List “Everyone”, advisor “Ms Ito”, those needing a look first." in advised
    assert "Ada Lee" in advised
    assert "Cy Poe" not in advised


def test_a_name_that_is_found_on_another_list_is_told_with_the_way_there(office: Office) -> None:
    """A button, since no name stands in an address; and nothing is said of who is missing where
    nobody of the name is looked for.
    """
    way = (
        '<button class="link" form="again" formaction="/triage?tab=all&amp;sort=look">look in '
        "“Everyone”</button>"
    )
    with office.client("lead") as client:
        page = client.post("/triage", data={"tab": "look", "text": "cy"}).text
        assert "1 with that name is not on this list" in page
        assert "Nobody with that name is on the list “Needs a look”." in page
        assert "Nobody here is known to lack support" not in page
        assert way in page
        assert (
            "with that name" not in client.post("/triage", data={"tab": "all", "text": "cy"}).text
        )
        assert "with that name" not in client.get("/triage?tab=look").text


ADDRESS = re.compile(r'(?:href|action|formaction)="([^"]*)"')


@pytest.mark.parametrize("path", ["/triage", "/students"])
def test_a_name_that_is_searched_for_stands_in_no_address(office: Office, path: str) -> None:
    """All links of the page with the answer: tabs, orders, pages, the file, the day and the rule,
    and every student.
    """
    lens = "on=2026-11-20&rule=mutual"
    with office.client("lead") as client:
        sent = {"on": "2026-11-20", "rule": "mutual", "tab": "all", "sort": "name", "text": "LEE"}
        page = client.post(path, data=sent)
        assert ("Ada Lee" in page.text, "Cy Poe" in page.text) == (True, False)
        again = re.findall(r'<button class="link" form="again" formaction="([^"]*)"', page.text)
        assert len(again) == 11
        for address in again:
            given = client.post(address.replace("&amp;", "&"), data={"text": "LEE"})
            assert (given.status_code, "Cy Poe" in given.text) == (200, False)
        kept = [address for address in again if "rule=mutual" in address]
        assert len(kept) == len(again) - 1, "the way back to today alone is without the lens"
        assert not [address for address in ADDRESS.findall(page.text) if "lee" in address.lower()]
        assert client.get(f"{path}?{lens}&text=LEE").status_code == 422
        assert client.get("/api/v1/students?text=LEE").status_code == 422
        found = client.post(
            f"/api/v1/students/search?{lens}&sort=name", json={"text": "LEE"}
        ).json()
    assert [row["name"] for row in found["lines"]] == ["Ada Lee"]
    assert found["lens"]["query"] == lens


def test_a_form_that_searches_for_no_name_leads_to_an_address_one_can_keep(office: Office) -> None:
    """The other filters, the day and the rule stand in it."""
    sent = {"on": "2026-11-20", "tab": "all", "grade": "9", "text": " ", "side": "", "sort": "look"}
    with office.client("lead") as client:
        answer = client.post("/triage", data=sent)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/triage?on=2026-11-20&tab=all&grade=9&sort=look"


def test_who_has_left_is_told_so_on_their_page(office: Office, tmp_path: Path) -> None:
    """A graduate's page stays open to the lead, and says that they are on no list of the day."""
    graduate = "s3,Cy Poe,Met,10,Gold,graduated,2024-09-01,2026-06-12,"
    later = write_folder(tmp_path / "later", SCHOOL, students=[*SCHOOL["students"][:2], graduate])
    import_tables(office.desk, later, yes_end=1)
    cy = office.uid("Cy Poe")
    with office.client("lead") as client:
        assert (
            "Graduated on 12 Jun 2026: no longer on the lists of this day."
            in client.get(f"/students/{cy}").text
        )
        assert "Graduated" not in client.get(f"/students/{cy}?on=2026-05-01").text
        assert (
            "Not here yet: enrolled from 1 Sep 2024."
            in client.get(f"/students/{cy}?on=2024-08-01").text
        )
        assert "Cy Poe" not in client.get("/triage?tab=all").text


def test_a_reader_with_partial_sight_is_told_so_in_every_explanation(office: Office) -> None:
    """An advisor reads “from what you may see”, a lead does not; in JSON too."""
    path = f"/students/{office.uid('Ada Lee')}"
    with office.client("advisor") as client:
        assert client.get(path).text.count("From what you may see, ") == 2
        sentence = client.get(f"/api/v1{path}").json()["adult"]["sentence"]
        assert sentence.startswith("From what you may see, one supportive adult is known: Ms Ito")
    with office.client("lead") as client:
        assert "From what you may see" not in client.get(path).text


def test_a_school_of_its_own_column_stands_only_where_several_are_seen(
    office: Office, tmp_path: Path
) -> None:
    """One school needs no column and no table of schools; two get both, each leading to its
    list.
    """
    with office.client("lead") as client:
        assert 'data-label="School"' not in client.get("/triage?tab=all").text
        assert "By school" not in client.get("/school").text
        students = ["n1,Nia Fox,North,9,Teal,enrolled,2025-09-01,,"]
        nothing: dict[str, list[str]] = {name: [] for name in SCHOOL}
        import_tables(
            office.desk, write_folder(tmp_path / "north", nothing, students=students), source="N"
        )
        north = next(school for school in office.desk.schools() if school.name == "North")
        assert "North" not in client.get("/school").text
        change = Change(office.desk.now(), office.desk.today())
        give_paths(office.desk.engine, "lead", (Way("LEADS", north.uid),), change)
        assert '<td data-label="School">North</td>' in client.get("/triage?tab=all").text
        page = client.get("/school").text
        assert "By school" in page
        assert f'href="/triage?tab=all&amp;school={north.uid}">North</a>' in page
