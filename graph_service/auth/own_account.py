"""One's own account: its sessions, its API tokens, and its password, which only who knows the old
one changes.
"""

import hashlib
from collections.abc import Sequence

from graph_service.access.reader import Reader
from graph_service.auth.passwords import hash_password, same
from graph_service.auth.sign_in import Doorkeeper
from graph_service.auth.tokens import make_token
from graph_service.errors import (
    BadInput,
    Busy,
    Fault,
    OutcomeUnknown,
    SignInNeeded,
    StoreUnavailable,
)
from graph_service.store import accounts, sessions, tokens
from graph_service.store.accounts import Change
from graph_service.store.sessions import KeptSession
from graph_service.store.tokens import KeptToken
from graph_service.workflows.desk.reading import Desk


def change_password(
    desk: Desk,
    doorkeeper: Doorkeeper,
    reader: Reader,
    *,
    old: str,
    new: str,
    again: str,
    network: str,
    device: str,
) -> str:
    """Set one's own password; every session ends, and this is the token of a new one. BadInput with
    every fault.
    """
    faults: list[Fault] = []
    if new != again:
        faults.append(_fault("again", "This is not the same as the new password."))
    try:
        hashed = hash_password(new, (reader.login, reader.name))
    except BadInput as error:
        faults.append(_fault("new", str(error)))
    if new and same(new, old):
        faults.append(_fault("new", "This is the old password; take another one."))
    if not doorkeeper.knows(reader, old, network):
        faults.append(
            _fault(
                "old", "This is not your password. After ten wrong ones wait a quarter of an hour."
            )
        )
    if faults:
        raise BadInput("The password was not changed.", faults)
    action = "replaced a first password" if reader.first_password else "set a password"
    accounts.set_password(desk.engine, reader.login, hashed, _by(desk, reader), action=action)
    try:
        token = doorkeeper.begin(
            {"uid": reader.account, "role": reader.role, "password_hash": hashed}, device
        )
    except (Busy, StoreUnavailable, OutcomeUnknown) as error:
        raise SignInNeeded("The password is changed; please sign in with the new one.") from error
    if token is None:
        raise SignInNeeded("Please sign in.")
    return token


def sign_out_everywhere(desk: Desk, reader: Reader) -> None:
    """End every session of one's own account, this one too."""
    accounts.end_sessions(desk.engine, reader.login, _by(desk, reader))


def end_session(desk: Desk, doorkeeper: Doorkeeper, reader: Reader, session: str) -> None:
    """End one session of one's own account by the name that its list gives it; nobody else's is
    found.
    """
    for open_session in doorkeeper.sessions(reader):
        if session_name(open_session) == session:
            sessions.end(desk.engine, open_session.token_hash, _by(desk, reader))


def session_name(session: KeptSession) -> str:
    """The name of a session on the page: it tells nobody the token, nor its hash."""
    return hashlib.sha256(f"session {session.token_hash}".encode()).hexdigest()[:32]


def own_tokens(desk: Desk, reader: Reader) -> list[KeptToken]:
    """One's own API tokens, expired ones too."""
    return tokens.of_account(desk.engine, reader.account)


def make_own_token(
    desk: Desk, reader: Reader, session: str, *, name: str, scopes: Sequence[str], days: int | None
) -> str:
    """A new token of one's own account, told this once, for the session of that token. BadInput
    with every fault.
    """
    change = _by(desk, reader)
    return make_token(
        desk, reader.account, change, name=name, scopes=scopes, days=days, session=session
    )


def revoke_own_token(desk: Desk, reader: Reader, uid: str) -> None:
    """Take one of one's own tokens away; nobody else's is found."""
    tokens.revoke(desk.engine, reader.account, uid, _by(desk, reader))


def _by(desk: Desk, reader: Reader) -> Change:
    return Change(desk.now(), desk.today(), reader.account, role=reader.role)


def _fault(column: str, sentence: str) -> Fault:
    return Fault("the form", None, column, "password", sentence)
