"""Expired and invented credentials, and how many of each were tried: all refused."""

import secrets
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph_service.access.policy import POLICIES, SCOPES
from graph_service.access.reader import OPERATOR
from graph_service.app.policies import actions_of, declared_routes
from graph_service.auth import account_management
from graph_service.auth.account_management import change_by
from graph_service.auth.account_paths import AccountPlace
from graph_service.auth.accounts import account_called
from graph_service.auth.credentials import COOKIE, SECURE_COOKIE
from graph_service.records.audit import Look
from graph_service.store import audit, tokens
from graph_service.store.engine import Engine
from tests import proofs
from tests.office import PASSWORD, Office, embedded_office

OWN = "quite another long one"
NOBODY = "x" * 22
TRIED_PAGES = [
    "/triage",
    "/students.csv",
    "/account",
    "/api/v1/students",
    "/api/v1/me",
    "/api/v1/openapi.json",
]
WRONG = "not mine at all"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The service over a small school."""
    with embedded_office(tmp_path) as made:
        yield made


def outside(answer: Any) -> bool:
    """Whether the answer asks to sign in and shows nothing."""
    leads = answer.headers.get("location", "").startswith("/sign-in")
    return bool(answer.status_code == 401 or (answer.status_code == 303 and leads))


def later(office: Office, span: timedelta) -> None:
    """Time passes."""
    then: datetime = office.desk.now() + span
    office.desk._clock = lambda: then


def kept(office: Office) -> Any:
    """The lead's account, as the operator keeps it."""
    return account_called(office.desk, OPERATOR, "lead")


def change_own_password(office: Office) -> None:
    """From another of the lead's sessions."""
    with office.client("lead") as other:
        given = {"old": PASSWORD, "new": OWN, "again": OWN}
        assert other.post("/account/password", data=given).status_code == 303


def disable_and_enable(office: Office) -> None:
    """Shut out, and let in again."""
    account_management.set_disabled(office.desk, OPERATOR, kept(office), disabled=True)
    account_management.set_disabled(office.desk, OPERATOR, kept(office), disabled=False)


def sign_out_elsewhere(office: Office) -> None:
    """Everywhere, from another of the lead's sessions."""
    with office.client("lead") as other:
        assert other.post("/account/sign-out").status_code == 303


ENDS: dict[str, Callable[[Office], object]] = {
    "disabled": lambda office: account_management.set_disabled(
        office.desk, OPERATOR, kept(office), disabled=True
    ),
    "disabled and enabled again": disable_and_enable,
    "another password of their own": change_own_password,
    "a first password": lambda office: account_management.reset_password(
        office.desk, OPERATOR, kept(office)
    ),
    "another role": lambda office: account_management.change_role(
        office.desk, OPERATOR, kept(office), "lead", AccountPlace("Met")
    ),
    "signed out by who keeps it": lambda office: account_management.sign_out_everywhere(
        office.desk, OPERATOR, kept(office)
    ),
    "signed out everywhere": sign_out_elsewhere,
    "idle": lambda office: later(office, timedelta(minutes=30)),
    "over": lambda office: later(office, timedelta(hours=8)),
}


@pytest.mark.parametrize("end", [*ENDS, "signed out"])
def test_an_old_cookie_opens_nothing(office: Office, end: str) -> None:
    """After any end of a session, pages, files, JSON and writes ask to sign in."""
    with office.client("lead") as client:
        old = dict(client.cookies)
        assert not any(outside(client.get(path)) for path in TRIED_PAGES)
        if end == "signed out":
            client.post("/sign-out")
        else:
            ENDS[end](office)
        client.cookies.update(old)
        answers = [client.get(path) for path in TRIED_PAGES]
        client.cookies.update(old)
        answers.append(
            client.post(
                f"/api/v1/students/{office.uid('Ada Lee')}/contacts",
                json={"adult": "x", "kind": "y"},
            )
        )
        answers.append(
            client.post("/account/tokens", data={"name": "x", "read": "yes", "days": "9"})
        )
    refused = sum(outside(answer) for answer in answers)
    proofs.tell("old cookies", tried=len(answers), held=refused, which=end)
    assert refused == len(answers)


def test_a_session_in_use_still_ends_after_its_hours(office: Office) -> None:
    """Used every twenty minutes, eight hours are eight hours."""
    with office.client("lead") as client:
        for _ in range(23):
            later(office, timedelta(minutes=20))
            assert client.get("/account").status_code == 200
        later(office, timedelta(minutes=20))
        refused = outside(client.get("/account"))
    proofs.tell("old cookies", tried=1, held=refused, which="over, in use until then")
    assert refused


def test_what_is_no_cookie_of_a_session_opens_nothing(office: Office) -> None:
    """A hash that stands in the database, an API token, one letter more or other, chance; or the
    right one in the wrong place.
    """
    with office.client("lead") as client:
        session = client.cookies[COOKIE]
        api = office.token("lead", "read")
        hashes = [sha256(secret.encode()).hexdigest() for secret in (session, api)]
        made_up = [secrets.token_urlsafe(32) for _ in range(50)]
        near = [session[:-1], session + "A", session.swapcase(), f" {session}x", session[::-1], ""]
        client.cookies.clear()
        worthless = [*hashes, *made_up, *near, api, f"Bearer {session}"]
        tries = [{"cookie": f"{COOKIE}={cookie}"} for cookie in worthless]
        tries += [{"cookie": f"{SECURE_COOKIE}={session}"}]
        tries += [{"authorization": f"Bearer {session}"}, {"authorization": session}]
        answers = [
            client.get(path, headers=headers)
            for headers in tries
            for path in ("/triage", "/api/v1/students")
        ]
    refused = sum(outside(answer) for answer in answers)
    proofs.tell(
        "tokens that are no session's, or in the wrong place", tried=len(answers), held=refused
    )
    assert refused == len(answers)


def asked(
    office: Office, client: TestClient, headers: dict[str, str]
) -> Iterator[tuple[str, str, Any]]:
    """Every route but the doors in and out, with its scope; what is written has a fault, so that
    nothing changes.
    """
    for route in declared_routes(office.app.routes):
        (action,) = actions_of(route)
        if POLICIES[action].roles is None:
            continue
        path = route.path.replace("{uid}", office.uid("Ada Lee")).replace("{change}", "role")
        for method in route.methods or ():
            json: dict[str, str] | None = (
                {} if path.startswith("/api/") and method == "POST" else None
            )
            scope = POLICIES[action].scope if path.startswith("/api/") else ""
            yield path, scope, client.request(method, path, json=json, headers=headers)


@pytest.mark.parametrize("login", ["advisor", "lead", "researcher", "administrator"])
def test_an_api_token_that_is_over_or_for_something_else_opens_nothing(
    office: Office, login: str
) -> None:
    """Revoked, expired, or of each scope at every route that is for another."""
    over = {"revoked": office.token(login, *SCOPES)}
    uid = account_called(office.desk, OPERATOR, login).uid
    for kept in tokens.of_account(office.desk.engine, uid):
        tokens.revoke(office.desk.engine, uid, kept.uid, change_by(office.desk, OPERATOR))
    over["expired"] = office.token(login, *SCOPES)
    live = {scope: office.token(login, scope) for scope in SCOPES}
    with office.client() as client:
        for scope, token in live.items():
            wrong = [
                answer.status_code
                for _, route_scope, answer in asked(
                    office, client, {"authorization": f"Bearer {token}"}
                )
                if route_scope != scope
            ]
            refused = sum(status in (403, 404) for status in wrong)
            proofs.tell(
                "API tokens of the wrong scope",
                tried=len(wrong),
                held=refused,
                which=f"{login}: {scope}",
            )
            assert refused == len(wrong)
        later(office, timedelta(days=30))
        for how, token in over.items():
            answers = [
                answer for *_, answer in asked(office, client, {"authorization": f"Bearer {token}"})
            ]
            refused = sum(outside(answer) for answer in answers)
            proofs.tell(
                "API tokens revoked or expired",
                tried=len(answers),
                held=refused,
                which=f"{login}: {how}",
            )
            assert refused == len(answers)


SITES = ["same-site", "cross-site", "none", "", "same-origin, cross-site", "Same-Origin", None]
ORIGINS = [
    "http://testserver",
    "https://testserver",
    "http://evil.example",
    "http://testserver.evil.example",
    "null",
    "",
    None,
]
KINDS = ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", None]


def is_told_apart(site: str | None, origin: str | None) -> bool:
    """Whether the two say that a write is not from another site: then it is none of these tries."""
    return site is None and origin in ("http://testserver", "https://testserver")


def test_a_write_from_another_site_is_refused_at_every_route(office: Office) -> None:
    """All combinations of Sec-Fetch-Site and Origin, and every request that a page elsewhere can
    cause; nothing changes.
    """
    before = len(record_of(office.desk.engine))
    tried = Counter[int]()
    with office.client("lead") as client:
        del client.headers["sec-fetch-site"]
        for route in declared_routes(office.app.routes):
            path = route.path.replace("{uid}", office.uid("Ada Lee"))
            for method in (route.methods or set()) - {"GET", "HEAD"}:
                for site, origin, kind in product(SITES, ORIGINS, KINDS):
                    if is_told_apart(site, origin):
                        continue
                    given = {"sec-fetch-site": site, "origin": origin, "content-type": kind}
                    headers = {name: value for name, value in given.items() if value is not None}
                    tried[
                        client.request(method, path, content=b"text=x", headers=headers).status_code
                    ] += 1
    proofs.tell("cross-site writes", tried=tried.total(), held=tried[403])
    assert set(tried) == {403}
    assert [entry.action for entry in record_of(office.desk.engine)[before:]] == ["sign-in"]


def record_of(engine: Engine) -> list[Look]:
    """Every entry, oldest first."""
    return [
        look
        for head in audit.heads(engine)
        for _, _, look in audit.links(engine, head.chain, 0, head.number)
    ]
