"""What the doors give to browsers and take from them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.office import PASSWORD, Office, embedded_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The service over a small school."""
    with embedded_office(tmp_path) as made:
        yield made


@pytest.mark.parametrize("path", ["/sign-in", "/api/v1/sign-in"])
def test_signing_in_ends_the_session_that_the_browser_had(office: Office, path: str) -> None:
    """The new token is another, and the old one is worth nothing; a wrong password ends nothing."""
    with office.client("lead") as client:
        before = dict(client.cookies)
        given = {"login": "lead", "password": PASSWORD}

        def sign_in(**fields: str) -> None:
            said = given | fields
            client.post(path, json=said) if path.startswith("/api/") else client.post(path, data=said)

        sign_in(password="not mine at all")
        assert client.get("/triage").status_code == 200
        sign_in()
        assert client.get("/triage").status_code == 200
        assert dict(client.cookies) != before
        client.cookies.clear()
        client.cookies.update(before)
        assert client.get("/triage").status_code == 303


@pytest.mark.parametrize("path", ["/sign-out", "/account/sign-out", "/api/v1/sign-out"])
def test_signing_out_has_the_browser_forget_our_pages(office: Office, path: str) -> None:
    """What it kept of them, and the cookie."""
    with office.client("lead") as client:
        headers = client.post(path, headers={"content-type": "application/json"}).headers
    assert headers["clear-site-data"] == '"cache", "storage"'
    assert "Max-Age=0" in headers["set-cookie"]
