"""The record's entries: who saw or did what, and how each entry is sealed onto the one before it. Pure."""

import hashlib
import json
from datetime import UTC, datetime
from typing import NamedTuple


class Look(NamedTuple):
    """Something seen, changed, refused or let in, before it is written.

    ``account`` is the uid of who did it ('' where nobody is known), ``subject`` what it is about: a uid, an address or a hash,
    never a name. ``students`` are the uids of every student that the answer shows.
    """

    at: datetime
    account: str
    action: str
    subject: str
    reason: str = ""
    detail: str = ""
    students: tuple[str, ...] = ()


class Head(NamedTuple):
    """The end of a chain: its name, how many entries it holds, and the last one's seal ('' while it holds none)."""

    chain: str
    number: int
    seal: str


def sealed(head: Head, look: Look) -> Head:
    """The chain's end with the look put behind it.

    The seal is the SHA-256 of the seal before it and everything the entry says, so that no entry can be changed,
    taken out or moved without every later seal of the chain being wrong.
    """
    number = head.number + 1
    said = [head.seal, head.chain, number, look.at.astimezone(UTC).isoformat(timespec="microseconds"), *look[1:]]
    return Head(head.chain, number, hashlib.sha256(json.dumps(said).encode()).hexdigest())
