"""Signing in and out: server-side sessions of which only the token's hash is kept, and guesses that
are limited.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import cast

from graph_service.access.reader import Reader, Role
from graph_service.auth.passwords import matches
from graph_service.auth.tokens import token_hash
from graph_service.errors import Busy, SignInNeeded
from graph_service.settings import Settings
from graph_service.store import audit, sessions, sign_in_attempts, tokens
from graph_service.store.accounts import account_of_login, account_of_uid
from graph_service.store.engine import Row
from graph_service.store.sessions import KeptSession
from graph_service.workflows.desk.reading import Desk

WITHIN = timedelta(minutes=15)
FRESH = timedelta(minutes=10)
PER_LOGIN = 10
PER_NETWORK = 100
"""Wrong passwords within WITHIN after which a login is locked until its end; a network loosely,
since a school is one address."""
_SEEN_AGAIN = timedelta(minutes=1)
_USED_AGAIN = timedelta(hours=1)


class Doorkeeper:
    """The doorkeeper turns a login and password into a session, and a session's token into a
    reader.
    """

    def __init__(self, desk: Desk, settings: Settings) -> None:
        """Sessions last as long as the settings say."""
        self._desk = desk
        self._idle = timedelta(minutes=settings.idle_minutes)
        self._longest = timedelta(hours=settings.session_hours)
        self._first = timedelta(hours=settings.first_password_hours)
        self._unnoted: dict[str, datetime] = {}

    def sign_in(self, login: str, password: str, network: str = "", device: str = "") -> str | None:
        """A new session's token, or None: nobody of that login, a wrong password, a disabled
        account or too many tries look alike.
        """
        account = self._account(login, password, network)
        return None if account is None else self.begin(account, device)

    def begin(self, account: Row, device: str) -> str | None:
        """A new session's token for an account (uid, role, password_hash) that has just given the
        password of that hash.

        None where the account was disabled or given another password since: nobody comes in with
        what was right before.
        """
        engine, now = self._desk.engine, self._desk.now()
        token = secrets.token_urlsafe(32)
        uid, role, longest = account["uid"], account["role"], now + self._longest
        new = sessions.NewSession(_hash(token), uid, account["password_hash"], now, longest, device)
        if not sessions.begin(engine, new):
            audit.record(
                engine,
                now,
                "",
                "sign-in failed",
                uid,
                detail="the account was changed meanwhile",
                role=role,
            )
            return None
        audit.record(engine, now, uid, "sign-in", uid, role=role)
        return token

    def reader(self, token: str | None) -> Reader:
        """The holder of the token; SignInNeeded when it is nobody's, too old, or the account is
        disabled.
        """
        session, now = self._session(token), self._desk.now()
        account = account_of_uid(self._desk.engine, session["account"], self._desk.today())
        if account is None:
            raise SignInNeeded("Please sign in.")
        if now - session["seen_at"] >= _SEEN_AGAIN:
            self._seen(_hash(token or ""), now)
        return _reader(account)

    def program(self, token: str) -> tuple[Reader, tuple[str, ...]]:
        """On whose behalf a program comes with an API token, and what the token is for;
        SignInNeeded when it is worth nothing.
        """
        engine, now = self._desk.engine, self._desk.now()
        kept = tokens.find(engine, token_hash(token))
        account = account_of_uid(engine, kept["account"], self._desk.today()) if kept else None
        if kept is None or account is None or now >= kept["expires_at"]:
            raise SignInNeeded("This token is unknown, expired or revoked.")
        if kept["used_at"] is None or now - kept["used_at"] >= _USED_AGAIN:
            tokens.used(engine, token_hash(token), now)
        return _reader(account), tuple(kept["scopes"])

    def fresh(self, token: str | None) -> bool:
        """Whether the session's password was given within the last ten minutes."""
        until = self.fresh_until(token)
        return until is not None and self._desk.now() < until

    def fresh_until(self, token: str | None) -> datetime | None:
        """When these ten minutes are over; None where the session has had no password."""
        confirmed_at: datetime | None = self._session(token)["confirmed_at"]
        return None if confirmed_at is None else confirmed_at + FRESH

    def knows(self, reader: Reader, password: str, network: str = "") -> bool:
        """Whether this is the reader's own password; wrong ones count as guesses."""
        return self._account(reader.login, password, network) is not None

    def confirm(
        self, token: str | None, reader: Reader, password: str, network: str = "", device: str = ""
    ) -> str | None:
        """A fresh session's token in place of this one, if this is the reader's own password; else
        None.
        """
        account = self._account(reader.login, password, network)
        new = None if account is None else self.begin(account, device)
        if new is None:
            return None
        self.sign_out(token)
        return new

    def sessions(self, reader: Reader) -> list[KeptSession]:
        """The open sessions of the reader's account."""
        now = self._desk.now()
        return sessions.of_account(self._desk.engine, reader.account, now, now - self._idle)

    def sign_out(self, token: str | None) -> None:
        """End the session; the token is worth nothing afterwards."""
        if token:
            sessions.end(self._desk.engine, _hash(token))

    def lapsed(self, token: str | None) -> str | None:
        """The account whose session this was, where it lay idle or is over and was not ended."""
        session = sessions.find(self._desk.engine, _hash(token)) if token else None
        return None if session is None else str(session["account"])

    def _session(self, token: str | None) -> Row:
        now = self._desk.now()
        session = sessions.find(self._desk.engine, _hash(token)) if token else None
        if (
            session is None
            or now >= session["expires_at"]
            or now - session["seen_at"] >= self._idle
        ):
            raise SignInNeeded("Please sign in.")
        return session

    def _seen(self, token_hash: str, now: datetime) -> None:
        """Note that the session is used; while an import holds the database, only try once a
        minute, and let it be.
        """
        if now - self._unnoted.get(token_hash, now - _SEEN_AGAIN) < _SEEN_AGAIN:
            return
        try:
            sessions.seen(self._desk.engine, token_hash, now)
            self._unnoted.pop(token_hash, None)
        except Busy:
            self._unnoted[token_hash] = now

    def _account(self, login: str, password: str, network: str) -> Row | None:
        """The account of the login whose password this is, unless it is disabled or guessed at too
        often.

        A try counts before it is looked at, so that tries at the same moment cannot outrun the
        count; a right one takes it back. Tries while locked are not looked at, and the lock ends
        WITHIN after the first wrong one.
        """
        engine, now = self._desk.engine, self._desk.now()
        since, subject, place = (
            now - WITHIN,
            _hash(login.lower()),
            _hash(f"network {_network(network)}"),
        )
        account = account_of_login(engine, login)
        about, role = (account["uid"], account["role"]) if account else (subject, "")
        if (
            sign_in_attempts.tries(engine, place, since) >= PER_NETWORK
            or sign_in_attempts.count(engine, subject, now, since) > PER_LOGIN
        ):
            audit.record(engine, now, "", "sign-in locked", about, role=role)
            return None
        right = matches(password, account["password_hash"] if account else None)
        too_old = (
            account is not None
            and account["first_at"] is not None
            and now - account["first_at"] >= self._first
        )
        if account is None or not right or account["disabled_at"] is not None or too_old:
            if network:
                sign_in_attempts.count(engine, place, now, since)
            detail = "a first password that is too old" if right and too_old else ""
            audit.record(engine, now, "", "sign-in failed", about, detail=detail, role=role)
            return None
        sign_in_attempts.forget(engine, subject, since)
        return account


def is_token(token: str | None, token_hash: str) -> bool:
    """Whether the hash is that of the token."""
    return token is not None and secrets.compare_digest(_hash(token), token_hash)


def _reader(account: Row) -> Reader:
    role = cast("Role", account["role"])
    first = account["first_at"] is not None
    return Reader(account["uid"], account["name"], role, account["adult"], account["login"], first)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _network(address: str) -> str:
    """The network an address stands for: itself, or the /64 of IPv6 that one household or school
    has.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network(f"{found}/64", strict=False)) if found.version == 6 else str(found)
