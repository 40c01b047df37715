"""The pages in a real browser: nothing from elsewhere, nothing refused by the policy, hostile names
stay text.
"""

import random
import re
import struct
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page

from graph_service.formats.writing import write_tables
from graph_service.workflows.intake.importing import import_tables
from tests.office import Office, embedded_office
from tests.pages.hostile import hostile_text
from tests.pages.test_hostile import tables
from tests.pages.visitor import HOSTILE, listen, serving, sign_in
from tests.sizes import tries

SVG = "http://www.w3.org/2000/svg"


def test_pages_load_nothing_from_elsewhere_and_run_nothing_that_a_name_holds(
    served: tuple[str, Office], page: Page
) -> None:
    """No dialog, no policy violation, no script error, no request to another host; and no page is
    wider than a phone.
    """
    address, office = served
    told = listen(page, address)
    sign_in(page, address, "lead")
    student = f"/students/{office.uid('Ada Lee')}"
    for path in (
        "/triage?tab=all",
        "/school",
        "/school/picture",
        student,
        f"{student}/explore",
        f"{student}/advisory/explore",
        f"/students/{office.uid(HOSTILE)}",
    ):
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.evaluate("document.querySelectorAll('img').length") == 0
    assert told == []


@pytest.mark.parametrize("case", range(tries(1, 10)))
def test_no_stored_text_runs_on_any_page(tmp_path: Path, page: Page, case: int) -> None:
    """With some twenty hostile texts a case, in every stored field: no dialog, no violation, no
    request, and only elements of ours.
    """
    source = random.Random(case)  # noqa: S311  seeded chance, not a secret
    with embedded_office(tmp_path) as office, serving(office) as address:
        write_tables(tables(lambda _: hostile_text(source)), tmp_path / "tables")
        import_tables(office.desk, tmp_path / "tables")
        people = {person.id: uid for uid, person in office.desk.facts(office.school).people.items()}
        student = f"/students/{people['s1']}"
        told = listen(page, address)
        sign_in(page, address, "lead")
        for path in (
            "/students?tab=all",
            "/triage?tab=all",
            "/school",
            "/school/picture",
            student,
            f"{student}/web.svg",
            f"{student}/explore",
            f"/adults/{people['a1']}",
        ):
            page.goto(address + path)
            page.wait_for_load_state("networkidle")
            assert (
                page.evaluate(
                    "document.querySelectorAll('img, iframe, base, math, details[ontoggle]').length"
                )
                == 0
            )
    assert told == []


def test_the_picture_is_walked_with_the_keyboard_and_marks_the_row(
    served: tuple[str, Office], page: Page
) -> None:
    """Tab goes through the alters in sector order; the focused one's row is marked; Enter opens."""
    address, office = served
    sign_in(page, address, "advisor")
    page.goto(f"{address}/students/{office.uid('Ada Lee')}")
    alters = page.evaluate(
        "[...document.querySelectorAll('a.alter')].filter(mark => mark.checkVisibility()).map("
        "mark => mark.dataset.alter)"
    )
    assert len(alters) == 3
    page.locator("a.alter:visible").first.focus()
    walked = []
    for _ in alters:
        walked.append(page.evaluate("document.activeElement.dataset.alter"))
        assert page.evaluate("document.querySelector('tr.marked').dataset.alter") == walked[-1]
        page.keyboard.press("Tab")
    assert walked == alters
    page.locator("a.alter:visible").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/adults/**")


def test_the_picture_is_saved_as_a_png_without_asking_anybody(
    served: tuple[str, Office], page: Page
) -> None:
    """Drawn in the browser from the page's own picture, with name, day and legend below; no request
    goes out, the policy allows it.
    """
    address, office = served
    sign_in(page, address, "lead")
    page.goto(f"{address}/students/{office.uid('Ada Lee')}")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on(
        "console", lambda message: asked.append(message.text) if message.type == "error" else None
    )
    page.on(
        "request",
        lambda request: asked.append(request.url) if request.url.startswith("http") else None,
    )
    with page.expect_download() as download:
        page.click("#save-png")
    assert re.fullmatch(r"support-web-2026-11-24-\w{8}\.png", download.value.suggested_filename)
    saved = Path(download.value.path()).read_bytes()
    assert saved.startswith(b"\x89PNG")
    width, height, below = page.evaluate(
        "(picture => [picture.viewBox.baseVal.width, picture.viewBox.baseVal.height, "
        "+picture.dataset.below])(document.querySelector('svg.web'))"
    )
    assert below > 0
    assert struct.unpack(">II", saved[16:24]) == (int(2 * width), int(2 * (height + below)))
    assert asked == []


def seen_at(page: Page, name: str) -> tuple[float, float]:
    """Where the person of that short name stands in the explore view, on the page."""
    x, y = page.evaluate(
        "(name => { const at = places()[data.nodes.find(one => one.label === name).id]; "
        "const dot = network.canvasToDOM(at); "
        "const edge = document.getElementById('explore').getBoundingClientRect(); "
        "return [edge.x + dot.x, edge.y + dot.y]; })",
        name,
    )
    return float(x), float(y)


def test_explore_lights_up_neighbours_and_tells_who_somebody_is(
    served: tuple[str, Office], page: Page
) -> None:
    """Pointing at Ms Ito lights her and Ada and no other; our own words lead to her page."""
    address, office = served
    told = listen(page, address)
    sign_in(page, address, "lead")
    page.goto(f"{address}/students/{office.uid('Ada Lee')}/explore")
    page.wait_for_load_state("networkidle")
    page.locator("#stage").scroll_into_view_if_needed()
    page.mouse.move(*seen_at(page, "Ms Ito"))
    page.wait_for_selector("#tip:visible")
    assert page.inner_text("#tip").startswith("Ms Ito, advisor, counts")
    labels = "[...lit].map(id => people.get(id).label).sort()"
    assert page.evaluate(labels) == ["Ada", "Ms Ito"]
    page.click("#tip a")
    page.wait_for_url(f"**/adults/{office.uid('Ms Ito')}")
    assert told == []


def test_the_wheel_scrolls_the_page_until_the_picture_has_the_focus(
    served: tuple[str, Office], page: Page
) -> None:
    """Then it zooms; and a name that is found is gone to."""
    address, office = served
    sign_in(page, address, "lead")
    page.goto(f"{address}/students/{office.uid('Ada Lee')}/advisory/explore")
    page.wait_for_load_state("networkidle")
    page.locator("#stage").scroll_into_view_if_needed()
    page.mouse.move(*seen_at(page, "Ms Ito"))
    scale = page.evaluate("network.getScale()")
    page.mouse.wheel(0, -60)
    page.wait_for_timeout(100)
    assert page.evaluate("network.getScale()") == scale
    page.focus("#explore .vis-network")
    page.mouse.move(*seen_at(page, "Ms Ito"))
    page.mouse.wheel(0, -60)
    page.wait_for_function(f"network.getScale() > {scale}")
    page.fill("#find", "lee")
    assert page.inner_text("#found") == "1 found"
    page.press("#find", "Enter")
    page.wait_for_selector("#tip:visible")
    assert page.inner_text("#tip").startswith("Ada Lee: adults")


@pytest.mark.parametrize("where", ["explore", "advisory/explore"])
def test_an_explored_picture_is_saved_light_with_title_day_and_legend(
    served: tuple[str, Office], page: Page, where: str
) -> None:
    """As an SVG, and as a PNG of twice its size, also in the dark; no file bears a name."""
    address, office = served
    page.emulate_media(color_scheme="dark")
    told = listen(page, address)
    sign_in(page, address, "lead")
    page.goto(f"{address}/students/{office.uid('Ada Lee')}/{where}")
    page.wait_for_load_state("networkidle")
    saved = {}
    for button, ending in (("#save-svg", "svg"), ("#save", "png")):
        with page.expect_download() as download:
            page.click(button)
        name = download.value.suggested_filename
        assert re.fullmatch(rf"support-web-2026-11-24-\w{{8}}\.{ending}", name)
        saved[ending] = Path(download.value.path()).read_bytes()
    svg = ET.fromstring(saved["svg"])  # noqa: S314 - our own picture
    words = [text.text for text in svg.iter(f"{{{SVG}}}text")]
    title = "Ada Lee" if where == "explore" else "Advisory Blue, Met"
    assert words[:2] == [title, "24 Nov 2026"]
    assert {"Ms Ito", "Ada", "adult inside school"} <= {*words}
    ground = next(svg.iter(f"{{{SVG}}}rect"))
    assert ground.attrib["fill"] == "#ffffff"
    size = tuple(2 * int(svg.attrib[side]) for side in ("width", "height"))
    assert struct.unpack(">II", saved["png"][16:24]) == size
    assert told == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_refused_form_opens_with_a_notice_that_has_the_focus(
    served: tuple[str, Office], page: Page, scripts: bool
) -> None:
    """With and without script: title and notice say that nothing is recorded, and the notice leads
    into the opened form.
    """
    address, office = served
    assert page.context.browser is not None
    plain = page.context.browser.new_page(
        java_script_enabled=scripts, viewport={"width": 390, "height": 844}
    )
    sign_in(plain, address, "lead")
    plain.goto(f"{address}/students/{office.uid('Ada Lee')}")
    assert not plain.title().startswith("Not recorded")
    assert plain.locator("#refused").count() == 0
    plain.click("#tie > summary")
    plain.fill("#tie [name=person]", "Mx Who")
    plain.select_option("#tie [name=role]", "mentor")
    plain.click("#tie button")
    plain.wait_for_selector("#refused:focus")
    assert plain.title().startswith("Not recorded · ")
    assert plain.inner_text("#refused") == "Not recorded: 1 thing to correct. Go to the form"
    plain.click("#refused a")
    assert plain.locator("details#tie[open] #faults:target").is_visible()
