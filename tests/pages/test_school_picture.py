"""The school's picture: every student in sight as marks of their states, found by name."""

import re

import pytest
from playwright.sync_api import Page

from analysis.rule import NAMED_RULES
from graph_service.pages.addresses import Addresses
from graph_service.pages.school_layout import ACROSS, WIDTH, block, radius_of
from graph_service.pages.school_picture import school_picture
from graph_service.workflows.desk.lens import read_lens
from graph_service.workflows.webs.school_web import (
    PicturedAdult,
    PicturedAdvisory,
    PicturedStudent,
    SchoolWeb,
)
from tests.office import Office
from tests.pages.visitor import listen, sign_in
from tests.workflows.folder import TODAY


def student(number: int, *tied: str) -> PicturedStudent:
    """A student of that number."""
    return PicturedStudent(f"s{number}", f"Student {number}", "S", "thin", "supported", tied)


def adult(number: int, holds: int) -> PicturedAdult:
    """An adult of that number."""
    return PicturedAdult(f"a{number}", f"Ms {number}", "Ms", "staff", holds)


def advisory(students: int, *holds: int) -> PicturedAdvisory:
    """An advisory with so many students, and an adult for each number held."""
    adults = tuple(adult(number, held) for number, held in enumerate(holds))
    return PicturedAdvisory("Blue", 0, tuple(student(n) for n in range(students)), adults, 0)


def test_nobody_covers_anybody_and_nobody_is_cut_off() -> None:
    """Twenty-six students and nine adults, one of whom holds up hundreds."""
    placed = block(advisory(26, 400, 60, 15, 15, 9, 4, 2, 2, 2))
    spots = [*placed.students, *placed.adults]
    for index, spot in enumerate(spots):
        assert spot.radius <= spot.x <= WIDTH - spot.radius
        assert spot.radius <= spot.y
        assert spot.y + spot.radius < spot.name_y < placed.height
        for other in spots[:index]:
            if abs(spot.x - other.x) < spot.radius + other.radius:
                upper, lower = sorted((spot, other), key=lambda one: one.y)
                assert upper.name_y <= lower.y - lower.radius
    assert len({(spot.x, spot.y) for spot in spots}) == 26 + 9
    assert len({spot.y for spot in placed.students}) == -(-26 // ACROSS)


def test_the_area_of_an_adult_grows_with_the_students_whom_they_hold_up() -> None:
    """Eight students are four times two; no mark is wider than its place."""
    assert radius_of(8) == pytest.approx(2 * radius_of(2), rel=0.02)
    assert radius_of(5) > radius_of(4)
    assert 2 * radius_of(2000) < WIDTH / ACROSS


def test_a_mark_lights_up_with_those_who_count_for_it() -> None:
    """Both ways round, by the numbers that the marks bear."""
    blue = PicturedAdvisory("Blue", 2, (student(0, "s1", "a7"), student(1)), (adult(7, 1),), 0)
    lens = read_lens({}, TODAY, NAMED_RULES["default"])
    web = SchoolWeb(None, (), lens, (blue,), partial=False, confidential=False, synthetic=False)
    picture = school_picture(web, Addresses())
    (drawn,) = picture.advisories
    numbers = {mark.words.split(":")[0]: mark.number for mark in drawn.students}
    numbers |= {mark.words.split(":")[0]: mark.number for mark in drawn.adults}
    assert picture.ties[numbers["Student 0"]] == sorted((numbers["Student 1"], numbers["Ms 7"]))
    assert picture.ties[numbers["Ms 7"]] == [numbers["Student 0"]]
    assert picture.ties[numbers["Student 1"]] == [numbers["Student 0"]]


def test_the_picture_has_every_student_and_leads_to_their_pages(
    served: tuple[str, Office],
) -> None:
    """Each with both states in words; School and the advisory's own web lead here."""
    _, office = served
    ada = f"/students/{office.uid('Ada Lee')}"
    with office.client("lead") as client:
        page = client.get("/school/picture").text
        for way in ("/school", f"{ada}/advisory/explore"):
            assert 'href="/school/picture"' in client.get(way).text
        listed = client.get("/api/v1/students").json()["lines"]
        assert client.get("/school/picture?school=elsewhere").status_code == 404
    told = re.findall(
        r'<a href="/students/([^/"]+)" id="m\d+" class="who-mark"><title>(.*?)<', page
    )
    states = {
        one["uid"]: f": adults {one['adult']['state']}, peers {one['peer']['state']}"
        for one in listed
    }
    assert {uid for uid, _ in told} == states.keys()
    assert all(words.endswith(states[uid]) for uid, words in told)


def test_a_name_is_found_and_gone_to(served: tuple[str, Office], page: Page) -> None:
    """Without accents and capitals, words in any order; whoever does not bear it steps back."""
    address, _ = served
    told = listen(page, address)
    sign_in(page, address, "lead")
    page.goto(f"{address}/school/picture")
    page.fill("#find", "lEE ad")
    assert page.locator(".who-mark.found title").all_text_contents()[0].startswith("Ada Lee:")
    assert page.inner_text("#found") == "1 found; press Enter to go there."
    page.press("#find", "Enter")
    assert page.evaluate("document.activeElement.querySelector('title').textContent").startswith(
        "Ada Lee:"
    )
    assert "lit" in (page.locator(".who-mark:focus").get_attribute("class") or "")
    assert page.is_checked("#size-large")
    page.fill("#find", "nobody at all")
    assert page.inner_text("#found") == "Nobody here has this name."
    assert told == []
