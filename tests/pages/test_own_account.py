import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from graph_service.errors import NoRoom
from graph_service.store import audit, sessions
from tests.office import PASSWORD, Office

NEW = "quite another long one"


def wait(office: Office, span: timedelta) -> None:
    """Let the office's clock stand at a later instant."""
    later: datetime = office.desk.now() + span
    office.desk._clock = lambda: later


def change(office: Office, **fields: str) -> tuple[int, str]:
    """Send the form for another password as the lead; the status and the page."""
    with office.client("lead") as client:
        answer = client.post("/account/password", data=fields)
    return answer.status_code, answer.text


def test_people_change_their_own_password_and_every_other_session_ends(office: Office) -> None:
    """The form goes on with a new session; the old cookie here and on other devices is worth
    nothing.
    """
    with office.client("lead") as elsewhere, office.client("lead") as here:
        before = dict(here.cookies)
        given = {"old": PASSWORD, "new": NEW, "again": NEW}
        assert (
            here.post("/account/password", data=given).headers["location"]
            == "/account?done=password"
        )
        assert "Your password is changed" in here.get("/account?done=password").text
        assert elsewhere.get("/account").status_code == 303
        here.cookies.update(before)
        assert here.get("/account").status_code == 303
        assert (
            here.post("/sign-in", data={"login": "lead", "password": PASSWORD}).status_code == 403
        )
        assert here.post("/sign-in", data={"login": "lead", "password": NEW}).status_code == 303


def test_a_password_that_is_kept_though_no_session_can_begin_is_not_called_unchanged(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk was full just then: the page leads to signing in, where the new password is right
    and the old one is not.
    """

    def full(*_: object) -> None:
        raise NoRoom("The disk is full.")

    with office.client("lead") as client:
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(sessions, "begin", full)
            answer = client.post(
                "/account/password", data={"old": PASSWORD, "new": NEW, "again": NEW}
            )
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/sign-in")
        assert (
            client.post("/sign-in", data={"login": "lead", "password": PASSWORD}).status_code == 403
        )
        assert client.post("/sign-in", data={"login": "lead", "password": NEW}).status_code == 303


def test_every_fault_of_a_new_password_stands_beside_its_field(office: Office) -> None:
    """A wrong old one, a common new one and one that is not repeated, all at once; nothing is
    echoed and nothing changes.
    """
    status, page = change(office, old="not mine at all", new="password1234", again="password123")
    assert status == 422
    for told in (
        "This is not your password.",
        "among the first to be guessed",
        "not the same as the new password",
    ):
        assert told in page
    assert "password1234" not in page
    with office.client("lead"):
        pass


def test_the_old_password_is_not_a_new_one(office: Office) -> None:
    """Somebody who changes a password means it."""
    assert change(office, old=PASSWORD, new=PASSWORD, again=PASSWORD)[0] == 422


def test_guesses_at_the_old_password_are_limited(office: Office) -> None:
    """Passwords cannot be tried without end on an open session."""
    with office.client("lead") as client:
        for _ in range(10):
            client.post(
                "/account/password", data={"old": "not mine at all", "new": NEW, "again": NEW}
            )
        given = {"old": PASSWORD, "new": NEW, "again": NEW}
        assert client.post("/account/password", data=given).status_code == 422
        assert (
            client.post("/sign-in", data={"login": "lead", "password": PASSWORD}).status_code == 403
        )


def test_own_sessions_are_listed_and_ended_everywhere(office: Office) -> None:
    """With the device as people know it, and this one marked."""
    firefox = {"user-agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"}
    with office.client() as one, office.client("lead") as other:
        one.post("/sign-in", data={"login": "lead", "password": PASSWORD}, headers=firefox)
        page = one.get("/account").text
        assert "Firefox on Windows (here)" in page
        assert "a program<" in page
        assert one.post("/account/sign-out").headers["location"] == "/sign-in"
        assert other.get("/triage").status_code == 303


def test_one_session_is_ended_alone(office: Office) -> None:
    """From another one of the same account; nobody else's is found by its name, and no name says
    anything of a token.
    """
    with (
        office.client("lead") as one,
        office.client("lead") as other,
        office.client("advisor") as stranger,
    ):
        ways = re.findall(
            r'action="(/account/sessions/[0-9a-f]{32}/end)"', one.get("/account").text
        )
        assert len(ways) == 1
        kept = [
            row["token_hash"]
            for row in office.desk.engine.read("session_list", **session_times(office))
        ]
        assert not [row for row in kept if row[:8] in one.get("/account").text]
        assert stranger.post(ways[0]).status_code == 303
        assert other.get("/triage").status_code == 200
        assert one.post(ways[0]).headers["location"] == "/account?done=session"
        assert other.get("/triage").status_code == 303
        assert "The session is ended." in one.get("/account?done=session").text
    engine = office.desk.engine
    entries = [
        link[2]
        for head in audit.heads(engine)
        for link in audit.links(engine, head.chain, 0, head.number)
    ]
    assert [entry.role for entry in entries if entry.action == "ended a session"] == ["lead"]


def session_times(office: Office) -> dict[str, Any]:
    """The names by which the lead's open sessions are asked for."""
    lead = office.desk.engine.read("account_by_login", login="lead")[0]["uid"]
    return {
        "account": lead,
        "at": office.desk.now(),
        "idle_since": office.desk.now() - timedelta(minutes=30),
    }


@pytest.mark.parametrize(
    ("login", "method", "path"),
    [
        ("advisor", "GET", "/students.csv?grade=9"),
        ("lead", "GET", "/triage.csv"),
        ("researcher", "POST", "/research/release"),
    ],
)
def test_what_leaves_asks_for_the_password_of_the_last_ten_minutes(
    office: Office, login: str, method: str, path: str
) -> None:
    """A file asked for later leads to the password, and from there back."""
    with office.client(login) as client:
        assert client.request(method, path).status_code == 200
        wait(office, timedelta(minutes=11))
        asked = client.request(method, path, headers={"referer": "http://testserver/research"})
        back = path if method == "GET" else "/research"
        assert asked.headers["location"].startswith("/confirm?next=/")
        assert "Your password again" in client.get(asked.headers["location"]).text
        wrong = client.post("/confirm", data={"password": "not mine at all", "next": back})
        assert (wrong.status_code, "This is not your password" in wrong.text) == (403, True)
        right = client.post("/confirm", data={"password": PASSWORD, "next": back})
        assert right.headers["location"] == back
        assert client.request(method, path).status_code == 200


@pytest.mark.parametrize(
    "elsewhere", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example"]
)
def test_nobody_is_led_to_another_site(office: Office, elsewhere: str) -> None:
    """Neither after signing in nor after the password was asked for again."""
    with office.client("lead") as client:
        given = {"password": PASSWORD, "next": elsewhere}
        assert client.post("/confirm", data=given).headers["location"] == "/"
        assert client.post("/sign-in", data={"login": "lead", **given}).headers["location"] == "/"


def test_a_program_is_told_to_sign_in_again(office: Office) -> None:
    """As JSON, with the sentence."""
    with office.client("researcher") as client:
        wait(office, timedelta(minutes=11))
        answer = client.get("/api/v1/release")
    assert answer.status_code == 403
    assert "ask for your password again after ten minutes" in answer.json()["error"]["sentence"]


@pytest.mark.parametrize(("path", "fields"), [("/sign-in", 1), ("/confirm", 1), ("/account", 3)])
def test_passwords_are_masked_and_may_be_pasted(office: Office, path: str, fields: int) -> None:
    """Each field says what it is for, so that a browser or password manager fills it in, and
    nothing stands against pasting.
    """
    with office.client("lead") as client:
        page = client.get(path).text
    masked = re.findall(r"<input[^>]* type=\"password\"[^>]*>", page)
    assert len(masked) == fields
    assert all(re.search(r'autocomplete="(current|new)-password"', field) for field in masked)
    assert not re.search(r"\bon(paste|copy|input|beforeinput|drop)=", page)
