"""Drafts: what an account wrote in a form that could not be recorded yet, kept for a while."""

from datetime import datetime

from graph_service.store.engine import Engine, Transaction


def keep(
    engine: Engine, token_hash: str, account: str, at: datetime, body: str, before: datetime
) -> None:
    """Keep a draft under the hash of its token, and take away all that were kept ``before``."""

    def work(tx: Transaction) -> None:
        tx.run("draft_end_old", before=before)
        tx.run("draft_add", token_hash=token_hash, account=account, at=at, body=body)

    engine.write(work)


def find(engine: Engine, token_hash: str, account: str, since: datetime) -> str | None:
    """The body of the account's draft; None where it has none of that token since."""
    rows = engine.read("draft_find", token_hash=token_hash, account=account, since=since)
    return str(rows[0]["body"]) if rows else None


def end(engine: Engine, token_hash: str, account: str) -> None:
    """Take the account's draft away."""
    engine.write(lambda tx: tx.run("draft_end", token_hash=token_hash, account=account))
