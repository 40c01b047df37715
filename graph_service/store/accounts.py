"""Accounts, and the paths that give them their rights. Every change is one transaction, and
recorded in it.
"""

import secrets
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from graph_service.errors import BadInput
from graph_service.records.audit import Look
from graph_service.store.audit import append
from graph_service.store.disk import for_the_record
from graph_service.store.engine import Engine, Row, Transaction

PATHS = {
    "IS": "account_is",
    "LEADS": "account_leads",
    "ADMINISTERS": "account_administers",
    "STUDIES": "account_studies",
}
NOBODY = "command line"


class Path(NamedTuple):
    """One path of an account: the tie's name and the uid it leads to."""

    tie: str
    target: str


class NewAccount(NamedTuple):
    """An account to be made; its login is in small letters. ``first``: its password is to be
    replaced by its owner.
    """

    login: str
    name: str
    role: str
    password_hash: str
    paths: tuple[Path, ...]
    first: bool = False


class Change(NamedTuple):
    """When a change is made, by whose account and in which role, at the command line also as which
    user of the machine; the record says so.
    """

    at: datetime
    since: date
    by: str = NOBODY
    user: str = ""
    role: str = ""


def add_account(
    engine: Engine, account: NewAccount, at: datetime, since: date, by: Change | None = None
) -> str:
    """Make the account with its paths; its uid. BadInput when the login is taken or a target is not
    there.
    """
    (uid,) = add_accounts(engine, [account], by or Change(at, since))
    return uid


def add_accounts(engine: Engine, accounts: Sequence[NewAccount], change: Change) -> list[str]:
    """Make the accounts with their paths, all or none; their uids. BadInput when a login is taken
    or a target is not there.
    """
    uids = [secrets.token_urlsafe(16) for _ in accounts]

    def work(tx: Transaction) -> None:
        for uid, account in zip(uids, accounts, strict=True):
            _add(tx, uid, account, change)
        append(
            tx,
            [
                look_of(change, "made an account", uid, account.role)
                for uid, account in zip(uids, accounts, strict=True)
            ],
        )

    engine.write(work)
    return uids


def _add(tx: Transaction, uid: str, account: NewAccount, change: Change) -> None:
    if tx.run("account_by_login", login=account.login.lower()):
        raise BadInput(f"There is an account “{account.login}” already.")
    tx.run(
        "account_add",
        login=account.login,
        uid=uid,
        name=account.name,
        role=account.role,
        password_hash=account.password_hash,
        at=change.at,
    )
    if account.first:
        tx.run(
            "account_set_password",
            login=account.login,
            password_hash=account.password_hash,
            first_at=change.at,
        )
    for path in account.paths:
        _give(tx, uid, path, change)


def change_role(
    engine: Engine, login: str, role: str, paths: Sequence[Path], change: Change
) -> None:
    """Give the account another role with the paths it needs, take its other paths away and end its
    sessions and tokens.
    """

    def work(tx: Transaction, uid: str) -> None:
        tx.run("account_set_role", login=login, role=role)
        tx.run("account_retract_paths", account=uid, target="", at=change.at)
        for path in paths:
            _give(tx, uid, path, change)
        _end_all(tx, uid)

    _change(engine, login, change, f"made an account {role}", work)


def give_paths(engine: Engine, login: str, paths: Sequence[Path], change: Change) -> None:
    """Give the account more paths, or the same again; a path to an adult takes the place of another
    one. The record tells each.
    """

    def work(tx: Transaction, uid: str) -> None:
        for path in paths:
            target = "" if path.tie == "IS" else path.target
            tx.run("account_retract_paths", account=uid, target=target, at=change.at)
            _give(tx, uid, path, change)

    told = [path.target for path in paths]
    _change(engine, login, change, "gave an account a path", work, *told)


def link_to_adult(tx: Transaction, account: str, adult: str, change: Change) -> None:
    """Say within a transaction that the account is the adult; the record tells it."""
    _give(tx, account, Path("IS", adult), change)
    append(tx, [look_of(change, "gave an account a path", account, adult)])


def take_path(engine: Engine, login: str, target: str, change: Change) -> None:
    """Take the account's path to the target away."""

    def work(tx: Transaction, uid: str) -> None:
        tx.run("account_retract_paths", account=uid, target=target, at=change.at)

    _change(engine, login, change, "took a path from an account", work, target)


def set_disabled(engine: Engine, login: str, change: Change, *, disabled: bool) -> None:
    """Disable or enable an account, ending its sessions and tokens; enabling one that is not
    disabled ends nothing.

    BadInput when nobody has that login.
    """

    def work(tx: Transaction, uid: str) -> None:
        if disabled:
            tx.run("account_disable", login=login, at=change.at)
            _end_all(tx, uid)
        elif tx.run("account_enable", login=login):
            _end_all(tx, uid)

    _change(
        engine, login, change, "disabled an account" if disabled else "enabled an account", work
    )


def set_password(
    engine: Engine,
    login: str,
    password_hash: str,
    change: Change,
    *,
    action: str,
    first: bool = False,
) -> None:
    """Set an account's password hash and end its sessions and tokens. BadInput when nobody has that
    login.

    ``first``: somebody else set it, and its owner is to replace it.
    """

    def work(tx: Transaction, uid: str) -> None:
        first_at = change.at if first else None
        tx.run("account_set_password", login=login, password_hash=password_hash, first_at=first_at)
        _end_all(tx, uid)

    _change(engine, login, change, action, work)


def end_sessions(engine: Engine, login: str, change: Change) -> None:
    """End every session and token of an account. BadInput when nobody has that login."""

    def work(tx: Transaction, uid: str) -> None:
        _end_all(tx, uid)

    _change(engine, login, change, "signed an account out everywhere", work)


def add_study(
    engine: Engine, name: str, purpose: str, school: str, at: datetime, since: date
) -> str:
    """The uid of the open study of that name about a school, made when it is not there yet."""

    def work(tx: Transaction) -> str:
        found = tx.run("account_study_of_school", name=name, school=school, today=since)
        if found:
            return str(found[0]["uid"])
        made = tx.run(
            "account_study_add",
            uid=secrets.token_urlsafe(16),
            name=name,
            purpose=purpose,
            school=school,
            id=secrets.token_urlsafe(16),
            at=at,
            since=since,
        )
        return str(made[0]["uid"])

    return engine.write(work)


def account_of_login(engine: Engine, login: str) -> Row | None:
    """The account of a login, in whatever letters, with its password hash, or None."""
    return next(iter(engine.read("account_by_login", login=login.lower())), None)


def account_of_uid(engine: Engine, uid: str, today: date) -> Row | None:
    """The account, not disabled, with the adult it is today, or None."""
    return next(iter(engine.read("account_by_uid", uid=uid, today=today)), None)


def _end_all(tx: Transaction, account: str) -> None:
    """End every session of the account, and every token: whoever holds one has to come in anew."""
    tx.run("session_end_all", account=account)
    tx.run("token_revoke", account=account, uid="")


def _give(tx: Transaction, account: str, path: Path, change: Change) -> None:
    given = tx.run(
        PATHS[path.tie],
        account=account,
        target=path.target,
        id=secrets.token_urlsafe(16),
        at=change.at,
        since=change.since,
    )
    if not given:
        raise BadInput("The adult, school or study to link the account to is not in the database.")


def _change(
    engine: Engine,
    login: str,
    change: Change,
    action: str,
    work: Callable[[Transaction, str], None],
    *details: str,
) -> None:
    """Do the work on the account of that login and record it, in one transaction that keeps others
    from the account meanwhile. There is one entry for each of the ``details``, or one without.
    """

    def whole(tx: Transaction) -> None:
        found = tx.run("account_by_login", login=login.lower())
        if not found:
            raise BadInput(f"There is no account “{login}”.")
        uid = str(found[0]["uid"])
        tx.run("account_lock", account=uid)
        work(tx, uid)
        append(tx, [look_of(change, action, uid, detail) for detail in details or ("",)])

    with for_the_record():
        engine.write(whole)


def look_of(change: Change, action: str, subject: str, detail: str) -> Look:
    """The entry of a change to an account."""
    return Look(
        change.at, change.by, action, subject, change.user, detail, role=change.role or change.by
    )
