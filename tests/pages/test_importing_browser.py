"""Bringing data in with a real browser: by keyboard alone, at a phone's width, with scripts and
without.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.office import Office
from tests.pages.bringing import MORE, NEW, csv_of, held
from tests.pages.visitor import listen, sign_in

SAYS = (
    "(({tagName, innerText, name}) => ['A', 'BUTTON', 'INPUT'].includes(tagName) ? innerText || "
    "name : '')(document.activeElement)"
)


def reach(page: Page, words: str) -> None:
    """Go on with Tab until what has the focus says this."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if words in page.evaluate(SAYS):
            return
    raise AssertionError(words)


def press(page: Page, words: str) -> None:
    """Press the button or link that says this, by keyboard."""
    reach(page, words)
    page.keyboard.press("Enter")


def narrow(page: Page) -> bool:
    """Whether the page is no wider than the phone."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize("scripts", [True, False])
def test_files_are_brought_in_and_taken_back_by_keyboard(
    served: tuple[str, Office], page: Page, tmp_path: Path, scripts: bool
) -> None:
    """Chosen, looked at, imported, undone; the pages look again by themselves; no dialog, no
    violation, no other request.
    """
    address, office = served
    assert page.context.browser is not None
    page = page.context.browser.new_page(
        java_script_enabled=scripts, viewport={"width": 390, "height": 844}
    )
    told = listen(page, address)
    page.on(
        "filechooser", lambda _: None
    )  # from the start on, so that none opens before the test waits for it
    file = tmp_path / "students.csv"
    file.write_bytes(csv_of("students", MORE)[1])
    sign_in(page, address, "administrator")
    before = held(office)
    turn = office.app.state.jobs.turn
    assert turn.acquire()
    page.goto(f"{address}/administration")
    press(page, "Bring data in")
    page.wait_for_url(f"**{NEW}")
    assert narrow(page)
    reach(page, "files")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(file)
    press(page, "See what would change")
    page.wait_for_selector("#far")
    assert narrow(page)
    turn.release()
    page.wait_for_selector("h1:text-is('This is what would change')")
    assert narrow(page)
    assert held(office) == before
    press(page, "Import")
    page.wait_for_selector("h1:text-is('Done')")
    assert held(office) != before
    press(page, "list of imports")
    page.wait_for_url("**/administration#imports")
    assert narrow(page)
    press(page, "See what undoing would do")
    page.wait_for_selector("h1:text-is('This is what would change')")
    press(page, "Undo the import")
    page.wait_for_selector("h1:text-is('Done')")
    assert held(office) == before
    assert told == []


def test_files_that_are_too_large_are_told_of_before_they_are_sent(
    served: tuple[str, Office], page: Page, tmp_path: Path
) -> None:
    """The browser measures them; nothing is sent."""
    address, _ = served
    sign_in(page, address, "administrator")
    page.goto(address + NEW)
    file = tmp_path / "students.csv"
    file.write_bytes(b" " * (3 * 1024 * 1024))
    page.eval_on_selector("#files", "form => form.dataset.most = '2'")
    page.set_input_files("[name=files]", file)
    page.click("main button")
    assert page.is_visible("#too-large")
    assert page.url == address + NEW


def test_a_browser_is_told_that_what_it_sent_is_too_large(
    served: tuple[str, Office], page: Page, tmp_path: Path
) -> None:
    """Without scripts too: the answer comes though the file is still on its way."""
    address, _ = served
    assert page.context.browser is not None
    page = page.context.browser.new_page(java_script_enabled=False)
    sign_in(page, address, "administrator")
    page.goto(address + NEW)
    file = tmp_path / "students.csv"
    file.write_bytes(b" " * (65 * 1024 * 1024))
    page.set_input_files("[name=files]", file)
    page.click("main button")
    page.wait_for_selector("text=Send no more than 64 MiB at once.")
