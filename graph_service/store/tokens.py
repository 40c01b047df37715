"""API tokens as the database keeps them: the hash of a token, whose it is, what for and how
long.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from graph_service.errors import SignInNeeded
from graph_service.store.accounts import Change, look_of
from graph_service.store.audit import append
from graph_service.store.disk import for_the_record
from graph_service.store.engine import Engine, Row, Transaction
from graph_service.store.identity import new_uid


class KeptToken(NamedTuple):
    """One token of an account; the token itself is nowhere."""

    uid: str
    name: str
    scopes: tuple[str, ...]
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None


def add(
    engine: Engine,
    token_hash: str,
    account: str,
    name: str,
    scopes: Sequence[str],
    expires_at: datetime,
    change: Change,
    session: str | None = None,
) -> None:
    """Keep a new token of the account, and record it.

    ``session`` is the hash of the session's token that asks for it: SignInNeeded where that has
    been ended since, so that no token outlives "sign out everywhere". Without one, who holds the
    database asks.
    """
    uid = new_uid()

    def work(tx: Transaction) -> None:
        tx.run("account_lock", account=account)
        if session is not None and not tx.run("session_find", token_hash=session):
            raise SignInNeeded("Please sign in.")
        tx.run(
            "token_add",
            token_hash=token_hash,
            uid=uid,
            account=account,
            name=name,
            scopes=list(scopes),
            at=change.at,
            expires_at=expires_at,
        )
        append(tx, [look_of(change, "made a token", account, f"{uid} {' '.join(scopes)}")])

    engine.write(work)


def find(engine: Engine, token_hash: str) -> Row | None:
    """The token: account, scopes, expires_at, used_at; or None."""
    return next(iter(engine.read("token_find", token_hash=token_hash)), None)


def of_account(engine: Engine, account: str) -> list[KeptToken]:
    """The account's tokens, the latest first."""
    rows = engine.read("token_list", account=account)
    return [KeptToken(**{**row, "scopes": tuple(row["scopes"])}) for row in rows]


def used(engine: Engine, token_hash: str, at: datetime) -> None:
    """Note that the token was used."""
    with for_the_record():
        engine.write(lambda tx: tx.run("token_used", token_hash=token_hash, at=at))


def revoke(engine: Engine, account: str, uid: str, change: Change) -> None:
    """Take the token away; it is worth nothing from the next request on."""

    def work(tx: Transaction) -> None:
        tx.run("token_revoke", account=account, uid=uid)
        append(tx, [look_of(change, "revoked a token", account, uid)])

    with for_the_record():
        engine.write(work)
