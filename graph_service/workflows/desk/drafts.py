"""Drafts: forms that could not be recorded yet are kept for their account, and shown again.

The words stand in the database alone. The address of the page holds a random token, which
is worth nothing to another account and nothing after two hours. So a fault, an idle session and
the browser's Back lose nothing, and the browser keeps no word of it.
"""

import hashlib
import json
import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from graph_service.errors import Fault
from graph_service.store import drafts
from graph_service.workflows.desk.reading import Desk

KEPT_FOR = timedelta(hours=2)


class Draft(NamedTuple):
    """A form as it was sent to ``path``: its fields in their order, what was wrong with them, and
    the mark of what it would replace (``errors.Unseen``).
    """

    path: str
    fields: tuple[tuple[str, str], ...]
    faults: tuple[Fault, ...] = ()
    mark: str = ""


def keep_draft(desk: Desk, account: str, draft: Draft) -> str:
    """Keep the draft for the account; the token by which it is found."""
    token, now = secrets.token_urlsafe(24), desk.now()
    body = json.dumps(draft)
    drafts.keep(desk.engine, _hash(token), account, now, body, now - KEPT_FOR)
    return token


def kept_draft(desk: Desk, account: str, token: str) -> Draft | None:
    """The account's draft of that token; None where there is none, or it is another's or too
    old.
    """
    since = desk.now() - KEPT_FOR
    body = drafts.find(desk.engine, _hash(token), account, since) if token else None
    if body is None:
        return None
    path, fields, faults, mark = json.loads(body)
    return Draft(path, _pairs(fields), tuple(Fault(*fault) for fault in faults), mark)


def end_draft(desk: Desk, account: str, token: str) -> None:
    """Take away a draft that was recorded since."""
    if token:
        drafts.end(desk.engine, _hash(token), account)


def _pairs(fields: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in fields)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
