"""The database goes away under a running service: every door answers in time, and opens again by
itself.
"""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

from graph_service.app.policies import declared_routes
from graph_service.store.bolt import BoltEngine
from tests.conftest import EMPTY, Access
from tests.office import Office
from tests.proxy import Proxy, State

ANSWER_SECONDS = 10.0
BACK_SECONDS = 5.0
WARM_SECONDS = 60.0
"""A server that has seen no such question yet plans each first."""
SLOW_SECONDS = 0.5
UNREADABLE = 422
NEEDS_NO_DATABASE = {"/sign-in"}


@pytest.fixture
def office(
    proxy: Proxy,
    neo4j_engine: BoltEngine,
    neo4j_access: Access,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Office]:
    """A service over the small school that knows its database by the proxy."""
    monkeypatch.delenv("SUPPORT_WEB_ANSWER_SECONDS")
    neo4j_engine.define([EMPTY])
    engine = BoltEngine(f"bolt://127.0.0.1:{proxy.port}", *neo4j_access[1:])
    yield Office(engine, tmp_path / "met")
    engine.close()


def every_answer(
    office: Office, client: TestClient, ada: str
) -> Iterator[tuple[str, httpx.Response, float]]:
    """Each door's address, its answer and the seconds it took; every address names the same
    student.
    """
    for route in declared_routes(office.app.routes):
        path = re.sub(r"\{\w+(:\w+)?\}", ada, route.path)
        for method in sorted(route.methods or ()):
            begun = time.monotonic()
            given = client.request(method, path, json=None if method == "GET" else {})
            yield route.path, given, time.monotonic() - begun


def await_page(client: TestClient, path: str, seconds: float) -> httpx.Response:
    """The page, once the database is there, within the seconds."""
    deadline = time.monotonic() + seconds
    while True:
        given: httpx.Response = client.get(path)
        if given.status_code == 200:
            return given
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize("state", ["cut", "silent"])
def test_every_door_answers_in_time_that_the_database_is_gone(
    office: Office, proxy: Proxy, state: State
) -> None:
    """503 with the page's headers, and nobody is signed out by it; back within seconds of the
    database's return.
    """
    with office.client("lead") as client:
        ada = office.uid("Ada Lee")
        await_page(client, f"/students/{ada}", WARM_SECONDS)
        proxy.set(state)
        for path, given, seconds in every_answer(office, client, ada):
            assert seconds < ANSWER_SECONDS, path
            assert given.status_code in (UNREADABLE, 503) or path in NEEDS_NO_DATABASE
            assert "default-src" in given.headers["content-security-policy"]
            assert "Ada" not in given.text
        proxy.set("open")
        await_page(client, f"/students/{ada}", BACK_SECONDS)


def test_a_slow_line_gives_the_right_answer_or_none(office: Office, proxy: Proxy) -> None:
    """Half a second more on each way back: a page comes, or 503, in time."""
    with office.client("lead") as client:
        right = await_page(client, f"/students/{office.uid('Ada Lee')}", WARM_SECONDS)
        proxy.delay = SLOW_SECONDS
        begun = time.monotonic()
        given = client.get(right.request.url.path)
    assert time.monotonic() - begun < ANSWER_SECONDS
    assert given.status_code == 503 or given.content == right.content
