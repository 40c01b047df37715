"""Sending files in as an administrator does, and waiting for what becomes of them."""

import re
import time
from pathlib import Path
from typing import Any

import httpx

from tests.office import Office
from tests.workflows.current import read_current
from tests.workflows.fingerprint import fingerprint
from tests.workflows.folder import HEADERS, SCHOOL

HOME = "/administration/imports"
NEW = f"{HOME}/new"
MORE = [
    "s1,Ada L. Lee,Met,9,Blue,,2025-09-01,,red",
    *SCHOOL["students"][1:],
    "s4,Di Ra,Met,9,Blue,,2025-09-01,,",
]
"""One student more and one with another name."""
WAIT_SECONDS = 60
Sent = tuple[str, bytes, str]


def csv_of(table: str, lines: list[str]) -> Sent:
    """A table as a file that a browser sends."""
    return f"{table}.csv", "\n".join([HEADERS[table], *lines, ""]).encode(), "text/csv"


def send(client: httpx.Client, *files: Sent, **fields: str) -> Any:
    """The service's answer to files that are sent in."""
    return client.post(NEW, data=fields, files=[("files", file) for file in files])


def settled(client: httpx.Client, address: str) -> str:
    """The page once nobody works on the import any more."""
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        page = client.get(address)
        assert page.status_code == 200
        if 'id="far"' not in page.text:
            return str(page.text)
        time.sleep(0.05)
    raise TimeoutError


def looked_at(client: httpx.Client, *files: Sent, **fields: str) -> tuple[str, str]:
    """The address and the page of what the files would do."""
    sent = send(client, *files, **fields)
    assert sent.status_code == 303, sent.text
    return sent.headers["location"], settled(client, sent.headers["location"])


def written(client: httpx.Client, address: str, **fields: str) -> str:
    """The page after a yes."""
    assert client.post(f"{address}/write", data=fields).status_code == 303
    return settled(client, address)


def held(office: Office) -> str:
    """The fingerprint of what holds."""
    return fingerprint(read_current(office.desk.engine, "Met"))


def words(page: str) -> str:
    """The text of a page, without its elements."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]).split())


def left(office: Office) -> list[Path]:
    """The files that are kept of what was sent in."""
    return [path for path in office.uploads.glob("jobs/*/files/*") if path.is_file()]
