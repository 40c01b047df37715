"""Accounts, and the paths that give them their rights."""

import secrets
from datetime import date, datetime
from typing import NamedTuple

from graph_service.errors import BadInput
from graph_service.store.engine import Engine, Row, Transaction

PATHS = {
    "IS": "account_is",
    "LEADS": "account_leads",
    "ADMINISTERS": "account_administers",
    "STUDIES": "account_studies",
}


class Path(NamedTuple):
    """One path of an account: the tie's name and the uid it leads to."""

    tie: str
    target: str


class NewAccount(NamedTuple):
    """An account to be made."""

    login: str
    name: str
    role: str
    password_hash: str
    paths: tuple[Path, ...]


def add_account(engine: Engine, account: NewAccount, at: datetime, since: date) -> str:
    """Make the account with its paths in one transaction; its uid. BadInput when the login is taken or a target is not there."""
    uid = secrets.token_urlsafe(16)

    def work(tx: Transaction) -> None:
        if tx.run("account_by_login", login=account.login):
            raise BadInput(f"There is an account “{account.login}” already.")
        tx.run(
            "account_add",
            login=account.login,
            uid=uid,
            name=account.name,
            role=account.role,
            password_hash=account.password_hash,
            at=at,
        )
        for path in account.paths:
            found = tx.run(
                PATHS[path.tie],
                account=uid,
                target=path.target,
                id=secrets.token_urlsafe(16),
                at=at,
                since=since,
            )
            if not found:
                raise BadInput("What the account is to be linked to is not in the database.")

    engine.write(work)
    return uid


def add_study(engine: Engine, name: str, purpose: str, school: str, at: datetime, since: date) -> str:
    """Make a study about a school; its uid."""
    uid = secrets.token_urlsafe(16)
    engine.write(
        lambda tx: tx.run(
            "account_study_add",
            uid=uid,
            name=name,
            purpose=purpose,
            school=school,
            id=secrets.token_urlsafe(16),
            at=at,
            since=since,
        )
    )
    return uid


def account_of_login(engine: Engine, login: str) -> Row | None:
    """The account of a login with its password hash, or None."""
    return next(iter(engine.read("account_by_login", login=login)), None)


def account_of_uid(engine: Engine, uid: str, today: date) -> Row | None:
    """The account, not disabled, with the adult it is today, or None."""
    return next(iter(engine.read("account_by_uid", uid=uid, today=today)), None)


def accounts(engine: Engine) -> list[Row]:
    """Every account, without its password hash."""
    return engine.read("account_list")


def open_studies(engine: Engine, account: str, today: date) -> list[tuple[str, str, str]]:
    """The studies an account works within today: (study's name, school uid, school's name)."""
    rows = engine.read("account_studies_open", account=account, today=today)
    return [(row["study"], row["school"], row["name"]) for row in rows]


def administered_schools(engine: Engine, account: str, today: date) -> list[tuple[str, str]]:
    """The schools an account administers today: (uid, name)."""
    rows = engine.read("account_schools_administered", account=account, today=today)
    return [(row["school"], row["name"]) for row in rows]


def adult_of_key(engine: Engine, key: str) -> str | None:
    """The uid of the adult of that key, or None."""
    return next((str(row["uid"]) for row in engine.read("account_adults_named", key=key)), None)


def set_disabled(engine: Engine, login: str, at: datetime, *, disabled: bool) -> None:
    """Disable or enable an account, ending its sessions. BadInput when nobody has that login."""

    def work(tx: Transaction) -> None:
        rows = tx.run("account_disable", login=login, at=at) if disabled else tx.run("account_enable", login=login)
        if not rows:
            raise BadInput(f"There is no account “{login}”.")
        tx.run("session_end_all", account=rows[0]["uid"])

    engine.write(work)


def set_password(engine: Engine, login: str, password_hash: str) -> None:
    """Set an account's password hash and end its sessions. BadInput when nobody has that login."""

    def work(tx: Transaction) -> None:
        rows = tx.run("account_set_password", login=login, password_hash=password_hash)
        if not rows:
            raise BadInput(f"There is no account “{login}”.")
        tx.run("session_end_all", account=rows[0]["uid"])

    engine.write(work)
