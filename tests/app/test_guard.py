"""The guard before every door: bodies that are too large, and the origin of a write."""

import pytest

from graph_service.app.body_limits import LARGEST_BODY, SMALL_BODY
from graph_service.settings import Settings
from tests.office import Office

JSON = {"content-type": "application/json"}


@pytest.mark.parametrize("path", ["/api/v1/students/x/contacts", "/nothing"])
def test_a_body_that_is_too_large_is_413_with_a_sentence(office: Office, path: str) -> None:
    """One byte more than a mebibyte, of whoever is signed in; a body of just that size is read."""
    with office.client("lead") as client:
        large = client.post(path, content=b" " * (LARGEST_BODY + 1), headers=JSON)
        taken = client.post(path, content=b" " * LARGEST_BODY, headers=JSON)
    assert large.status_code == 413
    assert "Send no more than 1 MiB at once." in large.text
    assert taken.status_code in {404, 422}


def test_what_signs_in_is_small(office: Office) -> None:
    """A byte more than 64 KiB is too large for it."""
    with office.client() as client:
        taken, large = (
            client.post("/api/v1/sign-in", content=b" " * size, headers=JSON)
            for size in (SMALL_BODY, SMALL_BODY + 1)
        )
    assert (taken.status_code, large.status_code) == (422, 413)


@pytest.mark.parametrize("token", ["", "Bearer of-nobody"])
def test_more_than_what_is_small_is_taken_of_whoever_is_signed_in_alone(
    office: Office, token: str
) -> None:
    """Every claimed token is refused."""
    with office.client() as client:
        answer = client.post(
            "/nothing", content=b" " * (SMALL_BODY + 1), headers={"authorization": token}
        )
    assert answer.status_code == 413


@pytest.mark.parametrize(("headers", "status"), [
    ({"sec-fetch-site": "same-origin"}, 303),
    ({"sec-fetch-site": "same-site"}, 403),
    ({"sec-fetch-site": "cross-site"}, 403),
    ({"sec-fetch-site": "none"}, 403),
    ({"origin": "http://testserver"}, 303),
    ({"origin": "http://testserver:80"}, 303),
    ({"origin": "https://testserver"}, 403),
    ({"origin": "https://testserver", "x-forwarded-proto": "https"}, 403),
    ({"origin": "http://testserver:8000"}, 403),
    ({"origin": "http://somebody@testserver"}, 403),
    ({"origin": "http://testserver/"}, 403),
    ({"origin": "//testserver"}, 403),
    ({"origin": "https://testserver", "sec-fetch-site": "same-origin"}, 303),
    ({"origin": "http://testserver", "sec-fetch-site": "cross-site"}, 403),
    ({"origin": "http://testserver.example"}, 403),
    ({"origin": "null"}, 403),
    ({"origin": "http://["}, 403),
    ({}, 403),
])  # fmt: skip
def test_a_write_is_taken_from_our_own_pages_alone(
    office: Office, headers: dict[str, str], status: int
) -> None:
    """By what the browser says of the site, else by the origin, else not at all."""
    with office.client() as client:
        del client.headers["sec-fetch-site"]
        assert client.post("/sign-out", headers=headers).status_code == status


@pytest.mark.parametrize(
    ("origin", "status"), [("https://testserver", 303), ("http://testserver", 403)]
)
def test_behind_tls_our_own_pages_are_those_over_tls(
    office: Office, monkeypatch: pytest.MonkeyPatch, origin: str, status: int
) -> None:
    """The setting says so, since whatever a request says of itself anybody can write."""
    settings = Settings(upload_folder=str(office.uploads), secure_cookies=True)
    monkeypatch.setitem(office.app.state._state, "settings", settings)
    with office.client() as client:
        del client.headers["sec-fetch-site"]
        assert client.post("/sign-out", headers={"origin": origin}).status_code == status


def test_a_referer_that_is_no_address_is_none(office: Office) -> None:
    """A visitor is asked to sign in, and led to their first page from there."""
    with office.client() as client:
        asked = client.post("/students/x/ties", headers={"referer": "http://["})
    assert (asked.status_code, asked.headers["location"]) == (303, "/sign-in")
