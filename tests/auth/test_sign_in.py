import threading
from base64 import urlsafe_b64decode
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from analysis.rule import Rule
from graph_service.auth.passwords import hash_password
from graph_service.auth.sign_in import PER_LOGIN, PER_NETWORK, WITHIN, Doorkeeper, _hash
from graph_service.errors import SignInNeeded
from graph_service.settings import Settings
from graph_service.store import audit
from graph_service.store.accounts import Change, NewAccount, add_account, set_disabled, set_password
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.engine import Definable, Engine
from graph_service.store.migrations import migrate
from graph_service.workflows.desk.reading import Desk

PASSWORD = "a long enough password"
WRONG = "not the right one"


class House:
    """A database with one account, Lea's, a clock that the test sets, and as many doorkeepers as it
    likes.
    """

    def __init__(self, engine: Engine) -> None:
        self.now = datetime(2026, 11, 24, 12, tzinfo=UTC)
        self.desk = Desk(engine, lambda: self.now, "UTC", Rule())
        self.uid = add_account(
            engine,
            NewAccount("lea", "Lea", "lead", hash_password(PASSWORD), ()),
            self.now,
            self.now.date(),
        )
        self.door = self.doorkeeper()

    def doorkeeper(self) -> Doorkeeper:
        """One worker's doorkeeper."""
        return Doorkeeper(self.desk, Settings())

    def guess(self, times: int, login: str = "lea", network: str = "") -> None:
        """Try a wrong password."""
        for _ in range(times):
            assert self.door.sign_in(login, WRONG, network) is None

    def wait(self, span: timedelta) -> None:
        """Let time pass."""
        self.now += span


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """The house in a file."""
    engine = EmbeddedEngine(tmp_path / "support.web")
    migrate(engine)
    yield House(engine)
    engine.close()


@pytest.mark.parametrize("change", ["another password", "disabled"])
def test_a_sign_in_that_a_change_overtakes_fails(engine: Definable, change: str) -> None:
    """A password that was right when it was looked at begins no session after another one was set,
    or the account was disabled.
    """
    house = House(engine)
    account = house.door._account("lea", PASSWORD, "")
    assert account is not None
    by = Change(house.now, house.now.date())
    if change == "disabled":
        set_disabled(engine, "lea", by, disabled=True)
    else:
        set_password(
            engine, "lea", hash_password("quite another phrase"), by, action="set a password"
        )
    assert house.door.begin(account, "") is None
    [kept] = engine.read("account_list")
    assert kept["signed_in_at"] is None
    actions = [
        entry.look.action
        for entry in audit.by_accounts(engine, [house.uid], house.now, house.now + WITHIN)
    ]
    assert "sign-in" not in actions
    assert "sign-in failed" in actions


def test_ten_wrong_passwords_lock_a_login_and_a_quarter_of_an_hour_opens_it(
    engine: Definable,
) -> None:
    """Locked, the right password is refused as well; tries while locked do not lengthen the
    lock.
    """
    house = House(engine)
    house.guess(PER_LOGIN)
    assert house.door.sign_in("lea", PASSWORD) is None
    house.wait(WITHIN - timedelta(seconds=1))
    assert house.door.sign_in("LEA", PASSWORD) is None
    house.wait(timedelta(seconds=1))
    assert house.door.sign_in("lea", PASSWORD) is not None


def test_the_right_password_takes_the_wrong_ones_back(house: House) -> None:
    """Nine and nine wrong ones with a right one between lock nobody."""
    house.guess(PER_LOGIN - 1)
    assert house.door.sign_in("lea", PASSWORD) is not None
    house.guess(PER_LOGIN - 1)
    assert house.door.sign_in("lea", PASSWORD) is not None


def test_workers_count_together(house: House) -> None:
    """Two doorkeepers and four threads let no more than ten of sixteen guesses through to the
    password.
    """
    doors = [house.doorkeeper(), house.doorkeeper()]

    def guess(door: Doorkeeper) -> None:
        for _ in range(4):
            door.sign_in("lea", WRONG)

    threads = [threading.Thread(target=guess, args=(doors[number % 2],)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    engine = house.desk.engine
    entries = [
        link[2]
        for head in audit.heads(engine)
        for link in audit.links(engine, head.chain, 0, head.number)
    ]
    assert Counter(entry.action for entry in entries if entry.action.startswith("sign-in")) == {
        "sign-in failed": PER_LOGIN,
        "sign-in locked": 16 - PER_LOGIN,
    }


def test_an_unknown_login_is_locked_like_a_known_one(house: House) -> None:
    """The lock says nothing about who there is."""
    house.guess(PER_LOGIN + 1, login="nobody")
    assert house.door.sign_in("lea", PASSWORD) is not None


def test_a_network_is_limited_loosely_and_for_itself(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wrong passwords for many logins lock the address for every login; others come in, right
    passwords count nothing.
    """
    assert PER_NETWORK >= 10 * PER_LOGIN
    monkeypatch.setattr("graph_service.auth.sign_in.PER_NETWORK", 3)
    for attempt in range(3):
        assert house.door.sign_in("lea", PASSWORD, "192.0.2.7") is not None
        house.guess(1, login=f"guess {attempt}", network="192.0.2.7")
    assert house.door.sign_in("lea", PASSWORD, "192.0.2.7") is None
    assert house.door.sign_in("lea", PASSWORD, "192.0.2.8") is not None
    house.wait(WITHIN)
    assert house.door.sign_in("lea", PASSWORD, "192.0.2.7") is not None


def test_a_network_of_the_newer_kind_is_its_first_half(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The owner of a /64 has many addresses."""
    monkeypatch.setattr("graph_service.auth.sign_in.PER_NETWORK", 2)
    house.guess(1, login="a", network="2001:db8::1")
    house.guess(1, login="b", network="2001:db8::ffff:2")
    assert house.door.sign_in("lea", PASSWORD, "2001:db8::3") is None
    assert house.door.sign_in("lea", PASSWORD, "2001:db8:0:1::3") is not None


def test_a_session_is_fresh_for_ten_minutes_and_by_the_password_again(house: House) -> None:
    """A wrong one does not make it fresh; the right one does, under another token."""
    token = house.door.sign_in("lea", PASSWORD)
    reader = house.door.reader(token)
    assert house.door.fresh(token)
    house.wait(timedelta(minutes=10))
    assert not house.door.fresh(token)
    assert not house.door.confirm(token, reader, WRONG)
    assert not house.door.fresh(token)
    again = house.door.confirm(token, reader, PASSWORD)
    assert house.door.fresh(again)
    with pytest.raises(SignInNeeded):
        house.door.reader(token)


def test_open_sessions_are_listed_with_their_device(house: House) -> None:
    """The latest used first; one that lay idle is no longer open."""
    old = house.door.sign_in("lea", PASSWORD, device="Firefox on Windows")
    house.wait(timedelta(minutes=20))
    new = house.door.sign_in("lea", PASSWORD, device="Safari on iPhone")
    reader = house.door.reader(new)
    assert [open_session.device for open_session in house.door.sessions(reader)] == [
        "Safari on iPhone",
        "Firefox on Windows",
    ]
    assert old is not None
    house.wait(timedelta(minutes=11))
    assert [open_session.device for open_session in house.door.sessions(reader)] == [
        "Safari on iPhone"
    ]


def test_a_session_ends_when_it_lay_idle_and_when_its_hours_are_over(house: House) -> None:
    """Half an hour without a request, and eight hours however it is used."""
    idle = house.door.sign_in("lea", PASSWORD)
    house.wait(timedelta(minutes=30))
    with pytest.raises(SignInNeeded):
        house.door.reader(idle)
    used = house.door.sign_in("lea", PASSWORD)
    for _ in range(19):
        house.wait(timedelta(minutes=25))
        house.door.reader(used)
    house.wait(timedelta(minutes=5))
    with pytest.raises(SignInNeeded):
        house.door.reader(used)


def test_an_import_that_holds_the_database_keeps_nobody_out(tmp_path: Path) -> None:
    """The use of a session cannot be noted then; its holder is let in all the same, and waits for
    it once a minute.
    """
    engine = EmbeddedEngine(tmp_path / "support.web", wait_seconds=0.1)
    migrate(engine)
    house = House(engine)
    token = house.door.sign_in("lea", PASSWORD)
    assert token is not None
    house.wait(timedelta(minutes=2))
    began = engine.read("session_find", token_hash=_hash(token))[0]["seen_at"]
    with engine._turn():
        assert house.door.reader(token).login == "lea"
        assert house.door.reader(token).login == "lea"
    house.wait(timedelta(minutes=2))
    assert house.door.reader(token).login == "lea"
    assert engine.read("session_find", token_hash=_hash(token))[0]["seen_at"] > began
    engine.close()


def test_of_a_token_of_256_bits_only_the_hash_is_kept(tmp_path: Path) -> None:
    """A reader of the database cannot sign in with the rows that stand there."""
    engine = EmbeddedEngine(tmp_path / "support.web")
    migrate(engine)
    house = House(engine)
    token = house.door.sign_in("lea", PASSWORD)
    assert token is not None
    (kept,) = house.door.sessions(house.door.reader(token))
    engine.close()
    content = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert len(urlsafe_b64decode(f"{token}=")) == 32
    assert kept.token_hash.encode() in content
    assert token.encode() not in content
    assert PASSWORD.encode() not in content


def test_a_first_password_is_good_for_three_days(engine: Definable) -> None:
    """Then it is as wrong as any other, unless the setting says another time; the record says
    why.
    """
    house = House(engine)
    change = Change(house.now, house.now.date())
    set_password(
        engine, "lea", hash_password(WRONG), change, action="set a first password", first=True
    )
    house.wait(timedelta(hours=72) - timedelta(seconds=1))
    token = house.door.sign_in("lea", WRONG)
    assert house.door.reader(token).first_password
    house.wait(timedelta(seconds=1))
    assert house.door.sign_in("lea", WRONG) is None
    assert (
        Doorkeeper(house.desk, Settings(first_password_hours=73)).sign_in("lea", WRONG) is not None
    )
    told = [
        look.detail
        for head in audit.heads(engine)
        for _, _, look in audit.links(engine, head.chain, 0, head.number)
    ]
    assert told.count("a first password that is too old") == 1
    set_password(engine, "lea", hash_password(PASSWORD), change, action="replaced a first password")
    house.wait(timedelta(days=365))
    assert not house.door.reader(house.door.sign_in("lea", PASSWORD)).first_password
