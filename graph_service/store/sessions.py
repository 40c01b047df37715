"""Sessions as the database keeps them: the hash of a token, whose it is and how long it lasts."""

from datetime import datetime
from typing import NamedTuple

from graph_service.store.accounts import Change, look_of
from graph_service.store.audit import append
from graph_service.store.disk import for_the_record
from graph_service.store.engine import Engine, Row, Transaction


class KeptSession(NamedTuple):
    """One open session of an account."""

    token_hash: str
    began_at: datetime
    last_seen_at: datetime
    device: str


class _Overtaken(Exception):
    """The account is no longer as it was when the password was looked at: nothing is written."""


class NewSession(NamedTuple):
    """A session to be begun: the hash of its token, whose it is, the hash of the password that was
    just given, and how long it lasts.
    """

    token_hash: str
    account: str
    password_hash: str
    at: datetime
    expires_at: datetime
    device: str


def begin(engine: Engine, new: NewSession) -> bool:
    """Keep a new session, note when the account signed in, and take away sessions that have
    expired.

    Whether it was kept: not where the account was disabled or given another password since this one
    was looked at. The account is written to first, so that a change of it has either been made by
    then or finds the session and ends it.
    """

    def work(tx: Transaction) -> None:
        tx.run("session_end_expired", at=new.at)
        tx.run("account_signed_in", account=new.account, at=new.at)
        if not tx.run("session_add", **new._asdict()):
            raise _Overtaken

    try:
        with for_the_record():
            engine.write(work)
    except _Overtaken:
        return False
    return True


def find(engine: Engine, token_hash: str) -> Row | None:
    """The session: account, seen_at, expires_at, confirmed_at; or None."""
    return next(iter(engine.read("session_find", token_hash=token_hash)), None)


def of_account(
    engine: Engine, account: str, at: datetime, idle_since: datetime
) -> list[KeptSession]:
    """The account's sessions that are neither expired nor idle, the latest used first."""
    rows = engine.read("session_list", account=account, at=at, idle_since=idle_since)
    return [
        KeptSession(row["token_hash"], row["began_at"], row["last_seen_at"], row["device"] or "")
        for row in rows
    ]


def seen(engine: Engine, token_hash: str, at: datetime) -> None:
    """Note that the session was used."""
    with for_the_record():
        engine.write(lambda tx: tx.run("session_seen", token_hash=token_hash, at=at))


def end(engine: Engine, token_hash: str, change: Change | None = None) -> None:
    """End the session; what its owner does of purpose, from another one, is recorded in the same
    transaction.
    """

    def work(tx: Transaction) -> None:
        tx.run("session_end", token_hash=token_hash)
        if change is not None:
            append(tx, [look_of(change, "ended a session", change.by, "")])

    with for_the_record():
        engine.write(work)
