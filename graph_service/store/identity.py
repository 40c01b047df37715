"""Ids of our own: random ones for people and things, and keyed hashes for ties."""

import secrets
from datetime import date, datetime
from hashlib import blake2b

from facts.kinds import Tie


def new_uid() -> str:
    """A random id of 128 bits that tells nothing, fit for an address and a command: it never begins
    as an option does.
    """
    uid = secrets.token_urlsafe(16)
    return new_uid() if uid.startswith("-") else uid


def tie_id(secret: str, kind: str, tie: Tie, recorded_at: datetime) -> str:
    """The id of a tie: the keyed BLAKE2b of its kind, values and the instant it was recorded (32
    hexadecimal digits).

    The same tie recorded in a transaction that is tried again has the same id; without the secret
    nobody can tell from an id whom it ties.
    """
    text = "\x1f".join([kind, recorded_at.isoformat(), *map(_text, tie)])
    return blake2b(text.encode(), key=secret.encode()[:64], digest_size=16).hexdigest()


def _text(value: object) -> str:
    if value is None:
        return "\x1e"
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return repr(value)
