"""Bringing data in on pages: looked at first, imported only then, stopped, undone; the truth whatever happens."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph_service.store.current import read_current
from graph_service.workflows.fingerprint import fingerprint
from tests.office import Office, embedded_office
from tests.workflows.folder import HEADERS, SCHOOL

HOME = "/administration/imports"
NEW = f"{HOME}/new"
MORE = ["s1,Ada L. Lee,Met,9,Blue,,2025-09-01,,red", *SCHOOL["students"][1:], "s4,Di Ra,Met,9,Blue,,2025-09-01,,"]
WAIT_SECONDS = 60


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The service over a small school."""
    with embedded_office(tmp_path) as made:
        yield made


@pytest.fixture
def admin(office: Office) -> Iterator[TestClient]:
    """The administrator of Met, signed in."""
    with office.client("administrator") as client:
        yield client


def csv_of(table: str, lines: list[str]) -> tuple[str, bytes, str]:
    """A table as a file that a browser sends."""
    return f"{table}.csv", "\n".join([HEADERS[table], *lines, ""]).encode(), "text/csv"


def send(client: TestClient, *files: tuple[str, bytes, str], **fields: str) -> Any:
    """What the service answers to files that are sent in."""
    return client.post(NEW, data=fields, files=[("files", each) for each in files])


def settled(client: TestClient, address: str) -> str:
    """The page once nobody works on the import any more."""
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        page = client.get(address)
        assert page.status_code == 200
        if 'id="far"' not in page.text:
            return str(page.text)
        time.sleep(0.05)
    raise TimeoutError


def looked_at(client: TestClient, *files: tuple[str, bytes, str], **fields: str) -> tuple[str, str]:
    """The address and the page of what the files would do."""
    sent = send(client, *files, **fields)
    assert sent.status_code == 303, sent.text
    return sent.headers["location"], settled(client, sent.headers["location"])


def held(office: Office) -> str:
    """The fingerprint of what holds."""
    return fingerprint(read_current(office.desk.engine, "Met"))


def words(page: str) -> str:
    """What a page says, without its elements."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]).split())


def left(office: Office) -> list[Path]:
    """The files that are kept of what was sent in."""
    return [path for path in office.uploads.glob("jobs/*/files/*") if path.is_file()]


def test_files_are_looked_at_imported_and_undone(office: Office, admin: TestClient) -> None:
    """Nothing is written before the yes; the yes does what was shown; undoing is shown and done the same way."""
    before = held(office)
    address, page = looked_at(admin, csv_of("students", MORE))
    assert "1 row would be added, 1 changed and 0 ended; 2 stay as they are. Nothing is written yet." in words(page)
    assert "students added , for example: Di Ra (s4)" in words(page)
    assert held(office) == before
    assert admin.post(f"{address}/write").headers["location"] == address
    assert "Imported: 1 row added, 1 changed, 0 ended." in words(settled(admin, address))
    after = held(office)
    assert after != before
    assert left(office) == []
    home = admin.get("/administration").text
    assert "students: 1 added, 1 changed" in home
    (entry,) = re.findall(r'name="entry" value="([^"]+)"', home)
    undo = admin.post(f"{HOME}/undo", data={"entry": entry}).headers["location"]
    assert "1 row would no longer hold, 0 would hold again, 1 would be as before" in words(settled(admin, undo))
    assert held(office) == after
    admin.post(f"{undo}/write")
    assert "The import is undone." in words(settled(admin, undo))
    assert held(office) == before
    assert "<strong>undone</strong>" in admin.get("/administration").text
