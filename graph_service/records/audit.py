"""The record's entries: who saw or did what, and how each entry is sealed onto the one before it.
Pure.
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import NamedTuple


class Look(NamedTuple):
    """Something seen, changed, refused or let in, before it is written.

    ``account`` is the uid of who did it ('' where nobody is known), ``subject`` what it is about: a
    uid, an address or a hash, never a name. ``reason`` is by which right, ``role`` that of the
    account at the time. ``students`` are the uids of every student that the answer shows,
    ``rights`` by which right each was: one for each, in their order, or one for all of them. An
    entry written before there were roles and rights has None for the role.
    """

    at: datetime
    account: str
    action: str
    subject: str
    reason: str = ""
    detail: str = ""
    students: tuple[str, ...] = ()
    role: str | None = ""
    rights: tuple[str, ...] = ()

    def right_to(self, student: str) -> str:
        """By which right the entry's student was shown; where none is told of them, by which the
        subject was.
        """
        if not self.rights or student not in self.students:
            return self.reason
        return self.rights[self.students.index(student)] if len(self.rights) > 1 else self.rights[0]


_BEFORE_ROLES = Look._fields.index("role")


class Head(NamedTuple):
    """The end of a chain: its name, how many entries it holds, and the last one's seal ('' while it
    holds none).
    """

    chain: str
    number: int
    seal: str


def sealed(head: Head, look: Look) -> Head:
    """The chain's end with the look put behind it.

    The seal is the SHA-256 of the seal before it and everything the entry says, so that no entry
    can be changed, taken out or moved without every later seal of the chain being wrong. Entries
    from before there were roles and rights were sealed without them; one from which they were taken
    is not what was written.
    """
    number = head.number + 1
    told = look[1:] if look.role is not None else look[1:_BEFORE_ROLES]
    said = [
        head.seal,
        head.chain,
        number,
        look.at.astimezone(UTC).isoformat(timespec="microseconds"),
        *told,
    ]
    return Head(head.chain, number, hashlib.sha256(json.dumps(said).encode()).hexdigest())
