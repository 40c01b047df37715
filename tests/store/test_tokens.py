import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import pytest

from graph_service.errors import SignInNeeded
from graph_service.store import sessions, tokens
from graph_service.store.accounts import Change, NewAccount, add_account, end_sessions
from graph_service.store.engine import Definable, Engine, Row, Transaction

T = TypeVar("T")
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SESSION, TOKEN = "of a session", "of a token"


class Dawdling:
    """The engine, with another thread's ``meanwhile`` begun before each write is committed."""

    def __init__(self, engine: Engine, meanwhile: Callable[[], None]) -> None:
        self._engine = engine
        self._meanwhile = meanwhile
        self.threads: list[threading.Thread] = []

    def read(self, query: str, **parameters: Any) -> list[Row]:
        """As the engine reads."""
        return self._engine.read(query, **parameters)

    def read_together(self, work: Callable[[Transaction], T], *, seconds: float | None = None) -> T:
        """As the engine reads."""
        return self._engine.read_together(work, seconds=seconds)

    def write(self, work: Callable[[Transaction], T], *, seconds: float | None = None) -> T:
        """As the engine writes, but the commit comes after the other thread had half a second."""

        def dawdle(tx: Transaction) -> T:
            done = work(tx)
            self.threads.append(threading.Thread(target=self._meanwhile))
            self.threads[-1].start()
            self.threads[-1].join(0.5)
            return done

        return self._engine.write(dawdle, seconds=seconds)

    def close(self) -> None:
        """As the engine closes."""
        self._engine.close()


def signed_in(engine: Engine) -> str:
    """The uid of an account with one session."""
    uid = add_account(engine, NewAccount("lea", "Lea", "lead", "hash", ()), NOW, NOW.date())
    assert sessions.begin(
        engine, sessions.NewSession(SESSION, uid, "hash", NOW, NOW + timedelta(hours=1), "")
    )
    return uid


def add(engine: Engine, uid: str) -> None:
    """A token, asked for by the session."""
    change = Change(NOW, NOW.date(), uid)
    tokens.add(engine, TOKEN, uid, "a program", ["read"], NOW + timedelta(days=1), change, SESSION)


def test_a_session_that_was_ended_makes_no_token(engine: Definable) -> None:
    """An account signed out while the form was on its way has made nothing."""
    uid = signed_in(engine)
    end_sessions(engine, "lea", Change(NOW, NOW.date()))
    with pytest.raises(SignInNeeded):
        add(engine, uid)
    assert tokens.find(engine, TOKEN) is None


def test_a_token_that_is_being_made_ends_with_a_sign_out_meanwhile(engine: Definable) -> None:
    """The sign-out waits for it, and takes it away."""
    uid = signed_in(engine)
    slow = Dawdling(engine, lambda: end_sessions(engine, "lea", Change(NOW, NOW.date())))
    add(slow, uid)
    for thread in slow.threads:
        thread.join()
    assert sessions.find(engine, SESSION) is None
    assert tokens.find(engine, TOKEN) is None
