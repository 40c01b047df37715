"""Sessions as the database keeps them: the hash of a token, whose it is and how long it lasts."""

from datetime import datetime

from graph_service.store.engine import Engine, Row, Transaction


def begin(engine: Engine, token_hash: str, account: str, at: datetime, expires_at: datetime) -> None:
    """Keep a new session, note when the account signed in, and take away sessions that have expired."""

    def work(tx: Transaction) -> None:
        tx.run("session_end_expired", at=at)
        tx.run("session_add", token_hash=token_hash, account=account, at=at, expires_at=expires_at)
        tx.run("account_signed_in", account=account, at=at)

    engine.write(work)


def find(engine: Engine, token_hash: str) -> Row | None:
    """The session: account, seen_at, expires_at; or None."""
    return next(iter(engine.read("session_find", token_hash=token_hash)), None)


def seen(engine: Engine, token_hash: str, at: datetime) -> None:
    """Note that the session was used."""
    engine.write(lambda tx: tx.run("session_seen", token_hash=token_hash, at=at))


def end(engine: Engine, token_hash: str) -> None:
    """End the session."""
    engine.write(lambda tx: tx.run("session_end", token_hash=token_hash))
