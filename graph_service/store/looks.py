"""The record: who looked at whom, what was changed, what was refused."""

import secrets
from datetime import datetime

from graph_service.store.engine import Engine


def record(
    engine: Engine, at: datetime, account: str, action: str, subject: str, reason: str = "", detail: str = ""
) -> None:
    """Record one look, change or refusal. ``subject`` is a uid, never a name."""
    engine.write(
        lambda tx: tx.run(
            "look_add",
            uid=secrets.token_urlsafe(16),
            at=at,
            account=account,
            action=action,
            subject=subject,
            reason=reason,
            detail=detail,
        )
    )


def failures(engine: Engine, subject: str, since: datetime) -> int:
    """How many sign-ins failed for the subject since then."""
    return int(engine.read("look_failures", subject=subject, since=since)[0]["failures"])
