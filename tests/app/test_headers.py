"""The headers of every answer, and the cookie, over plain HTTP and over TLS."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from fastapi.testclient import TestClient

from graph_service.app.service import create_app
from graph_service.settings import Settings
from tests.office import PASSWORD, Office

PATHS = [
    "/sign-in",
    "/triage",
    "/triage.csv",
    "/students/none",
    "/api/v1/me",
    "/api/v1/openapi.json",
    "/nothing",
]


@contextmanager
def over_tls(office: Office) -> Iterator[TestClient]:
    """A client of the same school behind TLS."""
    app = create_app(office.desk, Settings(secure_cookies=True))
    headers = {"sec-fetch-site": "same-origin"}
    with TestClient(
        app, base_url="https://testserver", headers=headers, follow_redirects=False
    ) as client:
        yield client


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_sniffed_framed_kept_or_loaded_from_elsewhere(office: Office, path: str) -> None:
    """On pages, files, JSON and failures."""
    with office.client("lead") as client:
        headers = client.get(path).headers
    policy = dict(
        part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "same-origin"
    assert "server" not in headers


def test_over_tls_the_cookie_is_bound_to_the_host_and_browsers_stay_with_tls(
    office: Office,
) -> None:
    """`__Host-`, Secure, HttpOnly, SameSite=Lax, no domain; taken back in the same words."""
    with over_tls(office) as client:
        signed_in = client.post("/sign-in", data={"login": "lead", "password": PASSWORD})
        as_json = client.post("/api/v1/sign-in", json={"login": "lead", "password": PASSWORD})
        assert client.get("/triage").status_code == 200
        out = client.post("/sign-out")
    for given in (signed_in, as_json, out):
        cookie = given.headers["set-cookie"]
        assert cookie.startswith("__Host-support-web=")
        words = {word.strip().lower() for word in cookie.split(";")[1:]}
        assert {"secure", "httponly", "path=/", "samesite=lax"} <= words
        assert not any(word.startswith("domain") for word in words)
        assert given.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"


def test_over_plain_http_neither_is_sent(office: Office) -> None:
    """A browser would refuse the cookie, and TLS is not there to stay with."""
    with office.client() as client:
        given = client.post("/sign-in", data={"login": "lead", "password": PASSWORD})
    assert given.headers["set-cookie"].startswith("support-web=")
    assert "secure" not in given.headers["set-cookie"].lower()
    assert "strict-transport-security" not in given.headers


def test_only_the_explore_view_may_write_its_own_styles(office: Office) -> None:
    """And only where it is shown; its scripts are as strict as everywhere."""
    with office.client("lead") as client:
        shown = client.get(f"/students/{office.uid('Ada Lee')}/explore").headers[
            "content-security-policy"
        ]
        refused = client.get("/students/none/explore").headers["content-security-policy"]
    assert "style-src 'self' 'unsafe-inline'" in shown
    assert "script-src 'self';" in shown
    assert "unsafe-inline" not in refused


@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_no_other_origin_is_allowed_anything(office: Office, method: str) -> None:
    """Neither when it asks nor when its browser asks first; scripts of other sites read nothing."""
    asked = {"origin": "https://elsewhere.example", "access-control-request-method": "POST"}
    with office.client("lead") as client:
        headers = client.request(method, "/api/v1/me", headers=asked).headers
    assert [name for name in headers if name.startswith("access-control-")] == []
