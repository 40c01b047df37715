"""Entering an import into the ledger: all that it changes and its entry, in one transaction, and
the truth about it.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from graph_service.access.reader import OPERATOR, Reader
from graph_service.errors import Busy, OutcomeUnknown, StoreUnavailable
from graph_service.records.audit import Look
from graph_service.records.changes import Changes
from graph_service.records.current import Current
from graph_service.store.audit import append
from graph_service.store.changes import Progress, apply_changes
from graph_service.store.current import (
    are_there,
    latest_import,
    locked_revisions,
    read_secret,
    take_turn,
    was_imported,
)
from graph_service.store.engine import Transaction
from graph_service.store.identity import new_uid
from graph_service.workflows.audit.log import role_of, user_name
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.before_image import earlier, to_text
from graph_service.workflows.intake.import_permissions import check_touched, take_on
from graph_service.workflows.intake.plan.counts import Count

IMPORT_SECONDS = 3600.0
LOOKS = 3
LOOK_SECONDS = 60.0
"""How often, and for how long each time, a lost answer is looked up: as long as the lost import may
still be going on."""


class Outdated(Exception):
    """Somebody else changed the source's schools after they were compared."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """The ledger's entry for an import, or for the undoing of one (``undoes``: that one's uid),
    under its ``uid``.

    ``stays`` is how much of earlier imports was not in its files and stayed.
    """

    sha256: str
    effective: date
    reader: Reader
    counts: Mapping[str, Count]
    complete: bool = False
    stays: int = 0
    undoes: str | None = None
    uid: str = field(default_factory=new_uid)


def enter(
    desk: Desk, changes: Changes, current: Current, entry: LedgerEntry, progress: Progress | None
) -> None:
    """Write the changes, which were found against ``current``, and the entry; all or nothing.

    Raises Outdated, NotAllowed, Busy, StoreUnavailable, or OutcomeUnknown when nobody can tell
    whether it was committed.
    """
    secret = read_secret(desk.engine)
    reader, today = entry.reader, desk.today()
    recorded_at = _instant(desk, current.source)
    before = to_text(earlier(changes, current))
    who = user_name() if reader == OPERATOR else ""
    action, subject = (
        ("imported", entry.uid) if entry.undoes is None else ("undid an import", entry.undoes)
    )
    look = Look(recorded_at, reader.account, action, subject, detail=who, role=role_of(reader))
    compared = {
        school: current.revisions[school]
        for school in changes.schools
        if school in current.revisions
    }
    new = [school.name for school in changes.new_schools]

    def work(tx: Transaction) -> None:
        take_turn(tx)
        if locked_revisions(tx, sorted(compared)) != compared or are_there(tx, new):
            raise Outdated
        check_touched(tx, reader, today, changes, shares=entry.undoes is None)
        tx.run(
            "import_add",
            uid=entry.uid,
            sha256=entry.sha256,
            source=current.source,
            effective_on=entry.effective,
            at=recorded_at,
            recorded_by=f"{reader.account} ({who})" if who else reader.account,
            counts=_counts_text(entry),
            before=before,
            undoes=entry.undoes,
        )
        apply_changes(tx, changes, secret, recorded_at, progress)
        append(tx, [look, *take_on(tx, reader, recorded_at, today, changes)])

    try:
        desk.engine.write(work, seconds=IMPORT_SECONDS)
    except OutcomeUnknown:
        _tell_the_truth(desk, entry.uid)


def _counts_text(entry: LedgerEntry) -> str:
    tables = {name: count._asdict() for name, count in entry.counts.items()}
    return json.dumps({"complete": entry.complete, "stays": entry.stays, "tables": tables})


def _instant(desk: Desk, source: str) -> datetime:
    """Now, and later than every import of the source: by its instant one tells what an import
    wrote.
    """
    latest = latest_import(desk.engine, source)
    return (
        desk.now()
        if latest is None
        else max(desk.now(), latest.recorded_at + timedelta(microseconds=1))
    )


def _tell_the_truth(desk: Desk, uid: str) -> None:
    """After a lost answer: return when the ledger holds the import, raise StoreUnavailable when it
    does not and never will.

    The look takes its turn after the lost import, which may still be going on in the database.
    """
    for look in range(LOOKS):
        time.sleep(look)
        try:
            done = desk.engine.write(lambda tx: was_imported(tx, uid), seconds=LOOK_SECONDS)
        except (Busy, StoreUnavailable, OutcomeUnknown):
            continue
        if done:
            return
        raise StoreUnavailable(
            "The connection was lost during the import, and nothing was changed; try again."
        )
    raise OutcomeUnknown(
        "The connection was lost as the import was committed: run it again once the "
        "database answers; "
        "if it was done, that changes nothing and says so."
    )
