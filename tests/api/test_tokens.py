import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph_service.access.policy import SCOPES
from graph_service.access.reader import OPERATOR
from graph_service.auth import account_management
from graph_service.auth.account_management import change_by
from graph_service.auth.account_paths import AccountPlace
from graph_service.auth.accounts import account_called
from graph_service.auth.tokens import make_token
from graph_service.errors import BadInput
from graph_service.store import audit, tokens
from graph_service.store.engine import Definable
from tests.office import PASSWORD, Office, embedded_office

READ = "/api/v1/students"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The service over a small school."""
    with embedded_office(tmp_path) as made:
        yield made


def token_of(office: Office, login: str, *scopes: str, days: int = 30) -> str:
    """A new token of an account."""
    return office.token(login, *scopes, days=days)


def program(office: Office, token: str) -> TestClient:
    """A program that has nothing but the token: no cookie, no browser's headers."""
    return TestClient(
        office.app, headers={"authorization": f"Bearer {token}"}, follow_redirects=False
    )


def test_a_program_sees_what_its_account_sees_and_does_what_its_token_is_for(
    engine: Definable, tmp_path: Path
) -> None:
    """Scope in the graph is the account's; reading, recording and releases each need their own."""
    office = Office(engine, tmp_path / "met")
    nobody = {"side": "peer", "people": [], "nobody": True, "everyone": True}
    path = f"/api/v1/students/{office.uid('Ada Lee')}/conversation"
    reading = program(office, token_of(office, "advisor", "read"))
    assert [line["name"] for line in reading.get(READ).json()["lines"]] == ["Ada Lee"]
    assert reading.get(f"/api/v1/students/{office.uid('Cy Poe')}").status_code == 404
    assert reading.post(path, json=nobody).status_code == 403
    writing = program(office, token_of(office, "advisor", "record"))
    assert writing.post(path, json=nobody).status_code == 200
    assert (
        writing.get(READ).json()["error"]["sentence"]
        == "This token is not for that: it is for record, as JSON."
    )
    study = program(office, token_of(office, "researcher", "release"))
    assert study.get("/api/v1/release").status_code == 200


def test_a_token_opens_no_page_and_changes_no_account(office: Office) -> None:
    """A found token makes neither another token nor another password."""
    found = program(office, token_of(office, "lead", "read", "record", "release"))
    for page in ("/triage", "/triage.csv", "/account", "/"):
        assert found.get(page).status_code == 403, page
    made = found.post(
        "/account/tokens",
        data={"name": "x", "days": "1"},
        headers={"sec-fetch-site": "same-origin"},
    )
    assert made.status_code == 403


def test_what_a_token_is_not_for_is_recorded_as_refused(office: Office) -> None:
    """By the account on whose behalf the program came, with the address."""
    program(office, token_of(office, "lead", "record")).get(READ)
    engine = office.desk.engine
    *_, (_, _, entry) = [
        link
        for head in audit.heads(engine)
        for link in audit.links(engine, head.chain, 0, head.number)
    ]
    lead = account_called(office.desk, OPERATOR, "lead").uid
    assert (entry.account, entry.action, entry.subject) == (lead, "refused", READ)


def test_what_the_role_may_not_do_is_not_there_for_its_token(office: Office) -> None:
    """As for the account itself."""
    assert program(office, token_of(office, "administrator", "read")).get(READ).status_code == 404


@pytest.mark.parametrize("token", ["", "swt_", "swt_" + "x" * 43, "\u00e4"])
def test_a_token_that_is_nobodys_is_refused(office: Office, token: str) -> None:
    """Also beside a cookie that would do: a program that sends a token means it."""
    with office.client("lead") as client:
        headers = {"authorization": f"Bearer {token}".encode()}
        assert client.get(READ, headers=headers).status_code == 401


def test_a_token_expires(office: Office) -> None:
    """To the second."""
    client = program(office, token_of(office, "lead", "read", days=1))
    assert client.get(READ).status_code == 200
    later: datetime = office.desk.now() + timedelta(days=1)
    office.desk._clock = lambda: later
    assert client.get(READ).status_code == 401


@pytest.mark.parametrize("change", ["revoked", "role", "password", "disabled", "signed out"])
def test_a_token_ends_with_what_it_stands_for(office: Office, change: str) -> None:
    """From the next request on, and coming back into force does not bring it back."""
    client = program(office, token_of(office, "lead", "read"))
    account = account_called(office.desk, OPERATOR, "lead")
    assert client.get(READ).status_code == 200
    if change == "revoked":
        kept = tokens.of_account(office.desk.engine, account.uid)
        tokens.revoke(
            office.desk.engine, account.uid, kept[0].uid, change_by(office.desk, OPERATOR)
        )
    elif change == "role":
        account_management.change_role(office.desk, OPERATOR, account, "lead", AccountPlace("Met"))
    elif change == "password":
        account_management.reset_password(office.desk, OPERATOR, account)
    elif change == "disabled":
        account_management.set_disabled(office.desk, OPERATOR, account, disabled=True)
        account_management.set_disabled(office.desk, OPERATOR, account, disabled=False)
    else:
        account_management.sign_out_everywhere(office.desk, OPERATOR, account)
    assert client.get(READ).status_code == 401


def test_only_the_hash_is_kept_and_the_record_names_no_token(office: Office) -> None:
    """A reader of the database cannot sign in with the stored hashes."""
    token = token_of(office, "lead", "read")
    engine = office.desk.engine
    uid = account_called(office.desk, OPERATOR, "lead").uid
    entries = [
        link[2]
        for head in audit.heads(engine)
        for link in audit.links(engine, head.chain, 0, head.number)
    ]
    made = [entry for entry in entries if entry.action == "made a token"]
    assert [entry.subject for entry in made] == [uid]
    assert token not in f"{made} {tokens.of_account(engine, uid)}"
    program(office, token).get(READ)
    assert tokens.of_account(engine, uid)[0].used_at is not None


def test_every_fault_of_a_new_token_is_told(office: Office) -> None:
    """A name, a scope and a number of days."""
    desk, uid = office.desk, account_called(office.desk, OPERATOR, "lead").uid
    with pytest.raises(BadInput) as refused:
        make_token(desk, uid, change_by(desk, OPERATOR), name=" ", scopes=["all"], days=366)
    assert [fault.column for fault in refused.value.faults] == ["name", "scopes", "days"]


@pytest.mark.parametrize(
    ("login", "usable"),
    [
        ("advisor", ("read", "record")),
        ("lead", ("read", "record")),
        ("researcher", ("read", "release")),
        ("administrator", ("read",)),
    ],
)
def test_a_token_is_made_for_what_its_role_can_use_alone(
    office: Office, login: str, usable: tuple[str, ...]
) -> None:
    """The page offers these scopes and no other; asked for another one, the faults say which there
    are.
    """
    desk, uid = office.desk, account_called(office.desk, OPERATOR, login).uid
    by = change_by(desk, OPERATOR)
    assert make_token(desk, uid, by, name="all", scopes=usable, days=1).startswith("swt_")
    for scope in {*SCOPES} - {*usable}:
        with pytest.raises(BadInput) as refused:
            make_token(desk, uid, by, name="more", scopes=["read", scope], days=1)
        (told,) = refused.value.faults
        assert told.message.startswith(f"A token of the role {login} can do nothing with {scope};")
        assert told.message.endswith(f"there is {' and '.join(usable)}.")
    with office.client(login) as client:
        page = client.get("/account").text
    assert [scope for scope in SCOPES if f'name="{scope}"' in page] == list(usable)


def test_a_disabled_account_gets_no_token(office: Office) -> None:
    """It would come into force with the account."""
    desk, account = office.desk, account_called(office.desk, OPERATOR, "lead")
    account_management.set_disabled(desk, OPERATOR, account, disabled=True)
    with pytest.raises(BadInput) as refused:
        make_token(desk, account.uid, change_by(desk, OPERATOR), name="x", scopes=["read"], days=1)
    assert "disabled" in refused.value.faults[0].message


def test_people_make_list_and_revoke_their_own_tokens(office: Office) -> None:
    """The page shows a new one once; after ten minutes it asks for the password; another's is not
    found.
    """
    others = token_of(office, "advisor", "read")
    theirs = tokens.of_account(
        office.desk.engine, account_called(office.desk, OPERATOR, "advisor").uid
    )[0].uid
    with office.client("lead") as client:
        wrong = client.post(
            "/account/tokens", data={"name": "the <b>timetable</b>", "days": "many"}
        )
        assert wrong.status_code == 422
        assert "&lt;b&gt;timetable" in wrong.text
        assert "is not a whole number" in wrong.text
        given = {"name": "the timetable", "days": "30", "read": "yes"}
        made = client.post("/account/tokens", data=given)
        token = re.findall(r"swt_[\w-]+", made.text)[0]
        assert program(office, token).get(READ).status_code == 200
        page = client.get("/account").text
        assert token not in page
        client.post(f"/account/tokens/{theirs}/revoke")
        assert program(office, others).get(READ).status_code == 200
        client.post(re.findall(r'action="(/account/tokens/[^"]+/revoke)"', page)[0])
        assert program(office, token).get(READ).status_code == 401
        later: datetime = office.desk.now() + timedelta(minutes=11)
        office.desk._clock = lambda: later
        assert client.post("/account/tokens", data=given).status_code == 422
        assert client.post("/account/tokens", data={**given, "own": PASSWORD}).status_code == 200
