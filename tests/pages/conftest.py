"""The small school served on this machine, and a page of a real browser to look at it with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.migrations import migrate
from graph_service.workflows.intake.importing import import_tables
from tests.office import Office, embedded_office
from tests.pages.visitor import HOSTILE, serving
from tests.workflows.folder import SCHOOL, write_folder


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The service over a small school, which the test may change."""
    with embedded_office(tmp_path) as made:
        yield made


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Office]]:
    """The small school served on this machine, with a name that tries to become markup."""
    engine = EmbeddedEngine(tmp_path / "support.web")
    migrate(engine)
    office = Office(engine, tmp_path / "met")
    students = [line.replace("Ben Ono", HOSTILE) for line in SCHOOL["students"]]
    import_tables(office.desk, write_folder(tmp_path / "hostile", SCHOOL, students=students))
    with serving(office) as address:
        yield address, office
    engine.close()


@pytest.fixture
def page(browser_path: str) -> Iterator[Page]:
    """A page of a real Chromium, of a phone's width."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser.new_page(viewport={"width": 390, "height": 844})
        browser.close()
