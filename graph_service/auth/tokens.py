"""API tokens: opaque, hashed at rest, for one or more scopes, expiring; a program comes in with one
on an account's behalf.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta

from graph_service.access.policy import SCOPES, scopes_of
from graph_service.errors import BadInput, Fault
from graph_service.store import tokens as store
from graph_service.store.accounts import Change, account_of_uid
from graph_service.workflows.desk.reading import Desk

PREFIX = "swt_"
LONGEST_DAYS = 365
LONGEST_NAME = 60


def make_token(
    desk: Desk,
    account: str,
    change: Change,
    *,
    name: str,
    scopes: Sequence[str],
    days: int | None,
    session: str | None = None,
) -> str:
    """A new token of the account, which is told this once. BadInput with every fault.

    An account whose owner has not replaced its first password yet has none: replacing it would end
    them. ``session`` is the token of the session that asks for it: SignInNeeded where that has been
    ended meanwhile.
    """
    called, faults = " ".join(name.split()), []
    owner = account_of_uid(desk.engine, account, desk.today())
    if owner is None:
        raise _refused("The account is disabled, so it can have no token.")
    if owner["first_at"] is not None:
        raise _refused(
            f"“{owner['login']}” still has its first password, and replacing it ends all tokens. "
            "Make the token once its owner has signed in and taken another password."
        )
    usable = scopes_of(owner["role"])
    if not called or len(called) > LONGEST_NAME or not called.isprintable():
        faults.append(
            _fault(
                "name",
                f"Say in a few words what the token is for; at most {LONGEST_NAME} characters.",
            )
        )
    if not scopes or not set(scopes) <= set(SCOPES):
        faults.append(
            _fault("scopes", f"Say what the token may do: one or more of {', '.join(usable)}.")
        )
    elif idle := [scope for scope in SCOPES if scope in set(scopes) - set(usable)]:
        faults.append(
            _fault(
                "scopes",
                f"A token of the role {owner['role']} can do nothing with {' and '.join(idle)}; "
                f"there is {' and '.join(usable)}.",
            )
        )
    if days is None or not 1 <= days <= LONGEST_DAYS:
        faults.append(_fault("days", f"A token lasts from 1 to {LONGEST_DAYS} days."))
    if faults or days is None:
        raise BadInput("The token was not made.", faults)
    token = PREFIX + secrets.token_urlsafe(32)
    kept = [scope for scope in SCOPES if scope in scopes]
    until = change.at + timedelta(days=days)
    asks = None if session is None else token_hash(session)
    store.add(desk.engine, token_hash(token), account, called, kept, until, change, asks)
    return token


def token_hash(token: str) -> str:
    """The stored form of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _refused(sentence: str) -> BadInput:
    return BadInput("The token was not made.", [_fault("name", sentence)])


def _fault(column: str, sentence: str) -> Fault:
    return Fault("the form", None, column, "token", sentence)
