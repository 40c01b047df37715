"""Hosts: a request for a name that is not ours is refused before anything else, and nothing leads
anywhere for a slash.
"""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from graph_service.app.hosts import OWN, names_of
from graph_service.app.service import create_app
from graph_service.settings import Settings
from tests.office import Office

EVIL = "evil.example"
PATHS = ["/", "/sign-in", "/sign-in/", "/triage", "/static/style.css", "/api/v1/me", "/nothing"]


@pytest.fixture(scope="module")
def client(office: Office) -> Iterator[TestClient]:
    """A client of a service that is reached by one name of its own."""
    app = create_app(
        office.desk, Settings(hosts="Web.School.example, [2001:db8::1]", host="10.1.2.3")
    )
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as made:
        yield made


OURS = [
    "web.school.example",
    "WEB.school.example:8443",
    "localhost:8000",
    "127.0.0.1",
    "[::1]:8000",
    "[2001:db8::1]",
    "10.1.2.3",
]


@pytest.mark.parametrize("host", OURS)
def test_a_name_of_ours_is_answered_at_any_port(client: TestClient, host: str) -> None:
    """Those of the setting, the address that is listened on, and the machine's own."""
    assert client.get("/sign-in", headers={"host": host}).status_code == 200


OTHERS = [
    EVIL, f"{EVIL}:8000", "web.school.example.evil.example", "evil-web.school.example",
    "school.example", "testserver", "", ":8000",
    f"{EVIL}@localhost", f"localhost@{EVIL}", "localhost:8000:9", "localhost:x", "localhost.",
    "localhost/evil", "[::1", "*",
]  # fmt: skip


@pytest.mark.parametrize("host", OTHERS)
def test_a_request_for_another_host_is_refused_and_not_echoed(
    client: TestClient, host: str
) -> None:
    """Pages, files, JSON and writes, with a session's headers or none; no redirect, no cookie."""
    for path in PATHS:
        for method in ("GET", "HEAD", "POST"):
            answer = client.request(
                method, path, headers={"host": host, "sec-fetch-site": "same-origin"}
            )
            assert answer.status_code == 421, (method, path)
            assert EVIL not in answer.text + str(answer.headers)
            assert not {"location", "set-cookie"} & set(answer.headers)
            assert answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/sign-in/", "/triage/", "/api/v1/me/", "/students//", "/static"])
def test_a_slash_too_many_is_not_there_and_leads_nowhere(office: Office, path: str) -> None:
    """The same 404 as everything that is not there."""
    with office.client("lead") as signed_in:
        answer = signed_in.get(path)
        nothing = signed_in.get("/api/v1/nothing" if path.startswith("/api/") else "/nothing")
    assert (answer.status_code, answer.content) == (404, nothing.content)
    assert "location" not in answer.headers


def test_a_service_that_listens_everywhere_is_not_reached_by_every_name() -> None:
    """The listening address alone is no name."""
    everywhere = ("0.0.0.0", "::", "::1")  # noqa: S104 - what an administrator may have set
    assert {names_of(Settings(hosts="", host=host)) for host in everywhere} == {OWN}
