"""The doors' answers to browsers, and their cookies."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from graph_service.auth.dependencies import local_address
from tests.office import PASSWORD, Office, embedded_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The service over a small school."""
    with embedded_office(tmp_path) as made:
        yield made


def wait(office: Office, span: timedelta) -> None:
    """Let the office's clock stand at a later instant."""
    later: datetime = office.desk.now() + span
    office.desk._clock = lambda: later


@pytest.mark.parametrize("path", ["/sign-in", "/api/v1/sign-in"])
def test_signing_in_ends_the_session_that_the_browser_had(office: Office, path: str) -> None:
    """The new token is another, and the old one is worth nothing; a wrong password ends nothing."""
    with office.client("lead") as client:
        before = dict(client.cookies)
        given = {"login": "lead", "password": PASSWORD}

        def sign_in(**fields: str) -> None:
            said = given | fields
            client.post(path, json=said) if path.startswith("/api/") else client.post(
                path, data=said
            )

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
    """The stored session, and the cookie."""
    with office.client("lead") as client:
        headers = client.post(path, headers={"content-type": "application/json"}).headers
    assert headers["clear-site-data"] == '"cache", "storage"'
    assert "Max-Age=0" in headers["set-cookie"]


def test_the_password_given_again_ends_the_token_that_was_there(office: Office) -> None:
    """The answer brings another; on the administrator's forms too, also where something else in
    them is wrong.
    """
    forms = [
        ("/confirm", {"password": PASSWORD}, 303),
        ("/administration/accounts/new", {"own": PASSWORD}, 422),
    ]
    for path, given, status in forms:
        with office.client("administrator") as client:
            before = dict(client.cookies)
            wait(office, timedelta(minutes=11))
            assert client.post(path, data=dict.fromkeys(given, "not mine at all")).status_code in {
                403,
                422,
            }
            assert dict(client.cookies) == before
            assert client.post(path, data=given).status_code == status
            assert dict(client.cookies) != before
            assert client.get("/administration").status_code == 200
            client.cookies.clear()
            client.cookies.update(before)
            assert client.get("/administration").status_code == 303


@pytest.mark.parametrize(
    ("address", "led_to"),
    [
        ("/students/x?on=2026-11-24", "/students/x?on=2026-11-24"),
        ("//elsewhere.test", "/"),
        ("/\\elsewhere.test", "/"),
        ("https://elsewhere.test", "/"),
        ("elsewhere.test", "/"),
        ("/\t/elsewhere.test", "/"),
        ("/students\r\nSet-Cookie: a=b", "/"),
        ("", "/"),
    ],
)
def test_who_signs_in_is_led_to_our_own_pages_alone(address: str, led_to: str) -> None:
    """Browsers take two slashes, one turned round, and one behind a tab, for another site's
    address.
    """
    assert local_address(address) == led_to
