"""On a phone: nothing is cut off at the side, and nothing is too small to read."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from graph_service.workflows.intake.importing import import_tables
from tests.office import Office
from tests.pages.visitor import sign_in
from tests.workflows.folder import SCHOOL, write_folder

WIDTH = 390
CUT = """() => [document.documentElement, ...document.querySelectorAll('.wide')]
    .filter((box) => box.scrollWidth > box.clientWidth && !box.querySelector(':scope > svg'))
    .map((mark) => mark.getAttribute('aria-label') || mark.tagName)"""
SMALL = """() => [...document.querySelectorAll('main *')]
    .filter((mark) => [...mark.childNodes].some((node) => node.nodeType === Node.TEXT_NODE &&
    node.data.trim()))
    .filter((mark) => mark.getClientRects().length && !mark.closest('[aria-hidden], title, desc'))
    .filter((mark) => {
        const size = parseFloat(getComputedStyle(mark).fontSize);
        return (mark.ownerSVGElement ? size * mark.getScreenCTM().a : size) < 13.95;
    })
    .map((mark) => mark.textContent.trim())"""
BROKEN = """() => [...document.querySelectorAll('.codebook th code')]
    .filter((mark) => mark.getClientRects().length > 1).map((mark) => mark.textContent)"""
"""Names of columns that are parted over two lines."""
PATHS = {
    "lead": (
        "/triage?tab=all",
        "/school",
        "/school/picture",
        "/studies",
        "/network",
        "{student}",
        "{student}/record",
        "{adult}",
        "/account",
    ),
    "administrator": (
        "/administration",
        "/administration/record",
        "/administration/accounts/new",
        "/administration/imports/new",
        "/docs",
    ),
    "researcher": ("/research",),
}


@pytest.mark.parametrize("login", list(PATHS))
def test_no_table_is_cut_off_and_no_text_is_small(
    served: tuple[str, Office], page: Page, login: str, tmp_path: Path
) -> None:
    """With everything unfolded, and somebody of a long name to be chosen."""
    address, office = served
    adults = [*SCHOOL["adults"], f"a3,{'Maria ' * 12}Ito,staff,Met"]
    import_tables(office.desk, write_folder(tmp_path / "long", SCHOOL, adults=adults))
    page.set_viewport_size({"width": WIDTH, "height": 844})
    sign_in(page, address, login)
    student, adult = f"/students/{office.uid('Ada Lee')}", f"/adults/{office.uid('Ms Ito')}"
    for path in PATHS[login]:
        page.goto(address + path.format(student=student, adult=adult))
        page.evaluate("document.querySelectorAll('details').forEach(field => field.open = true)")
        assert page.evaluate(CUT) == [], path
        assert page.evaluate(SMALL) == [], path


@pytest.mark.parametrize("width", [WIDTH, 760, 1280])
def test_no_name_of_a_column_is_broken(served: tuple[str, Office], page: Page, width: int) -> None:
    """On a phone, and where the table has little room for its columns; on paper too."""
    address, _ = served
    page.set_viewport_size({"width": width, "height": 844})
    sign_in(page, address, "researcher")
    page.goto(f"{address}/research")
    assert page.locator(".codebook th code").count() > 20
    assert page.evaluate(BROKEN) == []
    page.emulate_media(media="print")
    assert page.evaluate(BROKEN) == []


def test_the_whole_web_fits_the_width(served: tuple[str, Office], page: Page) -> None:
    """On a phone with a few letters of each name, otherwise with names; one of the two is seen."""
    address, office = served
    sign_in(page, address, "lead")
    for width, seen in ((WIDTH, "svg.web.phone"), (1280, "svg.web:not(.phone)")):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(f"{address}/students/{office.uid('Ada Lee')}")
        assert page.locator(".drawn svg:visible").count() == 1
        for part in (f"{seen} .ego", f"{seen} .name", ".picture .legend li"):
            for item in page.locator(part).all():
                whole = item.bounding_box()
                assert whole is not None
                assert whole["x"] >= 0
                assert whole["x"] + whole["width"] <= width
