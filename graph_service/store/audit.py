"""The record: who looked at whom, what was changed, what was refused. It is only ever added to.

Each process writes to one of a few chains; whoever writes to a chain holds its end in the same
transaction, so that several processes may share one. Entries that several threads write at once go
in one transaction.
"""

import secrets
import threading
from collections import deque
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from weakref import WeakKeyDictionary

from graph_service.records.audit import Head, Look, sealed
from graph_service.store.disk import for_the_record
from graph_service.store.engine import Engine, Row, Transaction

CHAINS = 8
_chain = f"chain {secrets.randbelow(CHAINS) + 1}"


def record(
    engine: Engine,
    at: datetime,
    account: str,
    action: str,
    subject: str,
    reason: str = "",
    detail: str = "",
    students: Sequence[str] = (),
    role: str = "",
    rights: Sequence[str] = (),
) -> None:
    """Record one look, refusal or sign-in; it is written when this returns. ``subject`` is a uid,
    never a name.

    ``rights`` are those by which the students were shown: one for each, or one for all.
    Raises Busy, StoreUnavailable or OutcomeUnknown: then the answer must not leave.
    """
    if len(rights) > 1:
        students, rights = zip(*sorted(zip(students, rights, strict=True)), strict=True)
    look = Look(
        at, account, action, subject, reason, detail, tuple(sorted(students)), role, tuple(rights)
    )
    _queue_of(engine).write(engine, look)


def append(tx: Transaction, looks: Sequence[Look]) -> None:
    """Write these entries in this transaction: the last thing it does, since the chain is held
    until it ends.
    """
    held = tx.run("chain_hold", name=_chain)[0]
    head = Head(_chain, held["at_number"], held["at_seal"])
    rows = []
    for look in looks:
        head = sealed(head, look)
        row = {
            **look._asdict(),
            "students": list(look.students),
            "rights": list(look.rights),
            "uid": secrets.token_urlsafe(16),
        }
        rows.append({**row, **head._asdict()})
    tx.run("look_add", name=_chain, number=head.number, seal=head.seal, rows=rows)


def heads(engine: Engine) -> list[Head]:
    """Where each chain of the record ends."""
    return [Head(row["chain"], row["at_number"], row["at_seal"]) for row in engine.read("chains")]


class EntryCount(NamedTuple):
    """How many entries a chain holds (None: those of no chain), and when the first and the last of
    them were written.
    """

    chain: str | None
    entries: int
    first_at: datetime
    last_at: datetime


def counted(engine: Engine) -> list[EntryCount]:
    """How many entries there are, by chain, whether or not it has an end."""
    return [EntryCount(**row) for row in engine.read("looks_counted")]


def links(engine: Engine, chain: str, after: int, upto: int) -> list[tuple[int, str, Look]]:
    """The entries of a chain after a number and up to another: (number, seal, what it says), in
    their order.
    """
    rows = engine.read("chain_links", chain=chain, after=after, upto=upto)
    return [(row["at_number"], row["at_seal"], _look(row)) for row in rows]


class Told(NamedTuple):
    """An entry as it is read: what it says, whose account it was (name, login and today's role, or
    None), and about whose (name, login).
    """

    look: Look
    who: str | None
    login: str | None
    role_today: str | None
    about: str | None
    about_login: str | None


def at_student(engine: Engine, student: str, since: datetime, until: datetime) -> list[Told]:
    """Every entry from ``since`` until before ``until`` that is about the student or showed them,
    the latest first.
    """
    return [
        _told(row)
        for row in engine.read("looks_at_student", student=student, since=since, until=until)
    ]


def by_accounts(
    engine: Engine, accounts: Sequence[str], since: datetime, until: datetime
) -> list[Told]:
    """Every entry of these accounts or about them from ``since`` until before ``until``, the latest
    first.
    """
    rows = (
        engine.read("looks_by_accounts", accounts=list(accounts), since=since, until=until)
        if accounts
        else []
    )
    return [_told(row) for row in rows]


def _told(row: Row) -> Told:
    return Told(
        _look(row), row["who"], row["login"], row["role_today"], row["about"], row["about_login"]
    )


def _look(row: Row) -> Look:
    return Look(
        row["looked_at"], row["account"], row["action"], row["subject"], row["reason"],
        row["detail"],
        tuple(row["students"] or ()), row["role"], tuple(row["rights"] or ()),
    )  # fmt: skip


class _Waiting:
    """An entry on its way, and what became of it."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.done = False
        self.error: BaseException | None = None


class _Queue:
    """Entries of this process for one database: the first thread to get its turn writes for all
    that wait.
    """

    def __init__(self) -> None:
        self._waiting: deque[_Waiting] = deque()
        self._turn = threading.Lock()

    def write(self, engine: Engine, look: Look) -> None:
        """Return when the entry is written; raise what kept it from being written."""
        mine = _Waiting(look)
        self._waiting.append(mine)
        with self._turn:
            if not mine.done:
                self._write_all(engine)
        if mine.error is not None:
            raise mine.error

    def _write_all(self, engine: Engine) -> None:
        batch = [self._waiting.popleft() for _ in range(len(self._waiting))]
        try:
            with for_the_record():
                engine.write(lambda tx: append(tx, [waiting.look for waiting in batch]))
        except BaseException as error:
            for waiting in batch:
                waiting.error = error
            raise
        finally:
            for waiting in batch:
                waiting.done = True


_queues: WeakKeyDictionary[Engine, _Queue] = WeakKeyDictionary()
_guard = threading.Lock()


def _queue_of(engine: Engine) -> _Queue:
    with _guard:
        return _queues.setdefault(engine, _Queue())
