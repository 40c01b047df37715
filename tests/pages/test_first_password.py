"""A password that somebody else set opens one page: the one on which its owner takes another."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from graph_service.access.reader import OPERATOR
from graph_service.app.policies import actions_of, declared_routes
from graph_service.auth import account_management
from graph_service.auth.account_management import change_by
from graph_service.auth.accounts import account_called
from graph_service.auth.tokens import make_token, token_hash
from graph_service.errors import BadInput
from graph_service.records.audit import Look
from graph_service.store import audit, tokens
from tests.office import Office

OWN = "quite another long one"
SENTENCE = "set by somebody else"


def reset(office: Office) -> str:
    """A first password for the lead."""
    return account_management.reset_password(
        office.desk, OPERATOR, account_called(office.desk, OPERATOR, "lead")
    )


def enter(client: TestClient, password: str) -> int:
    """Sign in as the lead; the status."""
    answer = client.post("/sign-in", data={"login": "lead", "password": password})
    return int(answer.status_code)


def record_of(office: Office) -> list[Look]:
    """Every entry, oldest first."""
    engine = office.desk.engine
    return [
        look
        for head in audit.heads(engine)
        for _, _, look in audit.links(engine, head.chain, 0, head.number)
    ]


def test_before_it_is_replaced_nothing_else_is_served(office: Office) -> None:
    """Every route of every kind: pages lead to the form, JSON says so, and only the doors in and
    out are open.
    """
    first, tried = reset(office), 0
    with office.client() as client:
        assert enter(client, first) == 303
        for route in declared_routes(office.app.routes):
            if actions_of(route) in (["sign in"], ["replace a first password"]):
                continue
            path = route.path.replace("{uid}", office.uid("Ada Lee")).replace("{change}", "role")
            for method in route.methods or ():
                answer = client.request(method, path, json={} if path.startswith("/api/") else None)
                tried += 1
                if path.startswith("/api/"):
                    assert (answer.status_code, SENTENCE in answer.text) == (403, True), path
                else:
                    assert (answer.status_code, answer.headers.get("location")) == (
                        303,
                        "/account/first",
                    ), path
    assert tried > 40


def test_its_owner_takes_another_and_goes_on(office: Office) -> None:
    """The record says who set the first one and when it was replaced; the form leads away from then
    on.
    """
    first = reset(office)
    with office.client() as client:
        enter(client, first)
        assert "A password of your own" in client.get("/account/first").text
        wide = first.replace("-", "\uff0d")
        for password in (first, wide):
            refused = client.post(
                "/account/first", data={"old": first, "new": password, "again": password}
            )
            assert (refused.status_code, "This is the old password" in refused.text) == (422, True)
        for wrong in ({"new": OWN, "again": "x"}, {"new": "short", "again": "short"}):
            assert client.post("/account/first", data={"old": first, **wrong}).status_code == 422
        assert (
            client.post("/account/first", data={"old": "no", "new": OWN, "again": OWN}).status_code
            == 422
        )
        answer = client.post("/account/first", data={"old": first, "new": OWN, "again": OWN})
        assert answer.headers["location"] == "/"
        assert client.get("/triage").status_code == 200
        assert client.get("/account/first").headers["location"] == "/account"
        assert client.post("/account/first", data={"old": OWN}).headers["location"] == "/account"
        assert (enter(client, first), enter(client, OWN)) == (403, 303)
    lead = account_called(office.desk, OPERATOR, "lead").uid
    entries = [
        (entry.action, entry.account, entry.subject)
        for entry in record_of(office)
        if "password" in entry.action
    ]
    assert entries == [
        ("set a first password", "command line", lead),
        ("replaced a first password", lead, lead),
    ]


def test_a_program_is_not_let_in_with_it(office: Office) -> None:
    """Neither by signing in, which leaves no session, nor by a token: none is made meanwhile, and
    one that is there all the same opens nothing.
    """
    first, account = reset(office), account_called(office.desk, OPERATOR, "lead")
    desk, by = office.desk, change_by(office.desk, OPERATOR)
    with pytest.raises(BadInput) as refusal:
        make_token(desk, account.uid, by, name="x", scopes=["read"], days=3)
    assert "still has its first password" in refusal.value.faults[0].message
    token, until = "swt_of-an-older-day", by.at + timedelta(days=3)
    tokens.add(desk.engine, token_hash(token), account.uid, "x", ["read"], until, by, None)
    with office.client() as client:
        refused = client.post("/api/v1/sign-in", json={"login": "lead", "password": first})
        assert (refused.status_code, SENTENCE in refused.text, dict(client.cookies)) == (
            403,
            True,
            {},
        )
        asked = client.get("/api/v1/students", headers={"authorization": f"Bearer {token}"})
        assert (asked.status_code, SENTENCE in asked.text) == (403, True)
    assert (
        office.desk.engine.read(
            "session_list", account=account.uid, at=office.desk.now(), idle_since=office.desk.now()
        )
        == []
    )
