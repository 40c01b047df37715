"""Signing in and out: server-side sessions of which only the token's hash is kept."""

import hashlib
import secrets
from datetime import timedelta
from typing import cast

from graph_service.access.reader import Reader, Role
from graph_service.auth.passwords import matches
from graph_service.errors import SignInNeeded
from graph_service.settings import Settings
from graph_service.store import looks, sessions
from graph_service.store.accounts import account_of_login, account_of_uid
from graph_service.workflows.reading import Desk

FAILURES = 10
WITHIN = timedelta(minutes=15)
_SEEN_AGAIN = timedelta(minutes=1)


class Doorkeeper:
    """Who may come in: turns a login and password into a session, and a session's token into a reader."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        """Sessions last as long as the settings say."""
        self._desk = desk
        self._idle = timedelta(minutes=settings.idle_minutes)
        self._longest = timedelta(hours=settings.session_hours)

    def sign_in(self, login: str, password: str) -> str | None:
        """A new session's token, or None: nobody of that login, a wrong password, a disabled account or too many tries look alike."""
        engine, now = self._desk.engine, self._desk.now()
        subject = _hash(login.casefold())
        tried = looks.failures(engine, subject, now - WITHIN)
        account = account_of_login(engine, login)
        right = matches(password, account["password_hash"] if account else None)
        if account is None or not right or account["disabled_at"] is not None or tried >= FAILURES:
            looks.record(engine, now, "", "sign-in failed", subject)
            return None
        token = secrets.token_urlsafe(32)
        sessions.begin(engine, _hash(token), account["uid"], now, now + self._longest)
        looks.record(engine, now, account["uid"], "sign-in", account["uid"])
        return token

    def reader(self, token: str | None) -> Reader:
        """Who holds the token; SignInNeeded when it is nobody's, too old, or the account is disabled."""
        if not token:
            raise SignInNeeded("Please sign in.")
        engine, now = self._desk.engine, self._desk.now()
        session = sessions.find(engine, _hash(token))
        if session is None or now >= session["expires_at"] or now - session["seen_at"] >= self._idle:
            raise SignInNeeded("Please sign in.")
        account = account_of_uid(engine, session["account"], self._desk.today())
        if account is None:
            raise SignInNeeded("Please sign in.")
        if now - session["seen_at"] >= _SEEN_AGAIN:
            sessions.seen(engine, _hash(token), now)
        return Reader(account["uid"], account["name"], cast("Role", account["role"]), account["adult"])

    def sign_out(self, token: str | None) -> None:
        """End the session; the token is worth nothing afterwards."""
        if token:
            sessions.end(self._desk.engine, _hash(token))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
