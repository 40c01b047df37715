"""Undoing an import: what it wrote is retracted, what it replaced is recorded again. Nothing is
removed.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from facts.kinds import Tie, tie_key
from facts.recorded import Kept
from facts.ties import Enrolment, Place, RoleTie
from graph_service.access.reader import OPERATOR, Reader
from graph_service.errors import BadInput, Busy
from graph_service.formats.spill_file import Shelved
from graph_service.records.changes import Changes
from graph_service.records.current import Current
from graph_service.store.changes import Progress
from graph_service.store.current import EVER, read_entries, read_entry, read_people, read_ties
from graph_service.store.current import LedgerRow as Held
from graph_service.store.identity import new_uid
from graph_service.store.transaction_memory import check_room
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.before_image import from_text
from graph_service.workflows.intake.import_commit import LedgerEntry, Outdated, enter
from graph_service.workflows.intake.import_permissions import (
    check_beforehand,
    check_named,
    is_bounded,
)
from graph_service.workflows.intake.plan.counts import Count, most_rows
from graph_service.workflows.intake.plan.manual_endings import cut_off
from graph_service.workflows.intake.plan.outcome import outcome_of
from graph_service.workflows.intake.planning import people_in_portions

TRIES = 3
CHANGED_SINCE = (
    "Somebody changed the same people since you looked, so nothing was taken back: look again."
)


@dataclass(frozen=True, slots=True)
class Undone:
    """The result of undoing an import, or of a dry run: rows it brought that end, rows it ended
    that hold again.

    ``outcome`` is all that it comes to as one number.
    """

    source: str
    counts: dict[str, Count]
    dry_run: bool
    sentence: str
    outcome: str


def undo_import(
    desk: Desk,
    uid: str,
    *,
    dry_run: bool = False,
    reader: Reader = OPERATOR,
    as_shown: str | None = None,
    ledger: str | None = None,
    progress: Progress | None = None,
) -> Undone:
    """Undo the import of this ledger id, in one transaction; with ``dry_run`` only say what that
    would do.

    Facts that people recorded since stay. People whom the import brought are no longer at a school.
    The database keeps them, so that the same id is the same person when it comes again. Only the
    latest import of a source that is not undone yet can be: raises BadInput where it is not that,
    NotAllowed where it is about schools that are not the ``reader``'s, Busy, StoreUnavailable, or
    OutcomeUnknown when nobody can tell whether it was committed. ``as_shown`` is the outcome of a
    dry run that somebody agreed to: what would come to anything else is refused. ``ledger`` is the
    uid under which the undoing is to stand in the ledger.
    """
    held = _entry(desk, uid)
    check_named(desk, reader, (), held.source)
    counts = _counts(held.counts)
    for _ in range(TRIES):
        current = read_people(desk.engine, held.source)
        _check_order(desk, held)
        changes = _changes(desk, held, current)
        check_beforehand(desk, reader, changes, shares=False)
        check_room(desk.engine, most_rows(changes, counts, said=not is_bounded(reader)))
        outcome = outcome_of(changes, counts, said=not is_bounded(reader))
        if as_shown is not None and as_shown != outcome:
            raise BadInput(CHANGED_SINCE)
        if not dry_run:
            entry = LedgerEntry(
                "", desk.today(), reader, counts, undoes=held.uid, uid=ledger or new_uid()
            )
            try:
                enter(desk, changes, current, entry, progress)
            except Outdated:
                continue
        return Undone(held.source, counts, dry_run, _sentence(held, counts, dry_run), outcome)
    raise Busy(
        "Others kept changing the same school while the undoing was prepared; nothing was "
        "changed, try again."
    )


def _entry(desk: Desk, uid: str) -> Held:
    held = read_entry(desk.engine, uid)
    if held is None:
        raise BadInput(
            f"There is no import “{uid[:40]}”; support-web imports lists them with their ids."
        )
    if held.undoes is not None:
        raise BadInput(
            "This entry is itself an undoing; to have the tables back, import them again."
        )
    if held.before is None:
        raise BadInput(
            "This import was made by an older program, which did not keep what is "
            "needed to undo it."
        )
    return held


def _check_order(desk: Desk, held: Held) -> None:
    entries = read_entries(desk.engine, held.source)
    undone = {undoes for _, undoes in entries}
    if held.uid in undone:
        raise BadInput("This import is undone already; nothing was changed.")
    latest = next(uid for uid, undoes in entries if undoes is None and uid not in undone)
    if latest != held.uid:
        raise BadInput(f"Later imports of {held.source} stand on this one; undo {latest} first.")


def _changes(desk: Desk, held: Held, current: Current) -> Changes:
    """The changes that take the import back, held against what people recorded since."""
    instants = held.recorded_at - timedelta(microseconds=1), held.recorded_at
    before, after = (read_people(desk.engine, held.source, known).ties for known in instants)
    changes = _taken_back(before, after, current.ties)
    later: Shelved[Changes] = Shelved()
    for _, who in people_in_portions(current):
        before, after, now = (read_ties(desk.engine, who, known) for known in (*instants, EVER))
        part = _taken_back(before, after, now)
        if part:
            later.append(part)
    changes.later = later
    was = from_text(held.before or "")
    changes.students, changes.adults, changes.rounds = (
        list(was.students),
        list(was.adults),
        list(was.rounds),
    )
    changes.schools = _schools(current, changes)
    return changes


def _taken_back(before: Sequence[Kept], after: Sequence[Kept], now: Sequence[Kept]) -> Changes:
    """The changes of some people's ties, as they were before the import, after it, and are now.

    A role tie of the same key that somebody recorded on a page stands beside the import's, and is
    in nobody's way. Where people have ended what is between two since, what was between them before
    does not go on again.
    """
    was_tied, then_tied = ({kept.tie for kept in rows} for rows in (before, after))
    written, replaced = then_tied - was_tied, was_tied - then_tied
    taken = {_same(kept.tie) for kept in now if kept.tie not in written and not _beside(kept.tie)}
    then = {_same(tie) for tie in then_tied}
    since = [
        kept.tie for kept in now if kept.tie not in was_tied | then_tied and _same(kept.tie) in then
    ]
    ended = [tie for tie in since if isinstance(tie, RoleTie) and not _beside(tie)]
    again = [kept.tie for kept in before if kept.tie in replaced and _same(kept.tie) not in taken]
    cut = (cut_off(tie, ended) if isinstance(tie, RoleTie) else tie for tie in again)
    return Changes(
        retract=[kept for kept in now if kept.tie in written],
        add=[tie for tie in cut if tie is not None],
    )


def _beside(tie: Tie) -> bool:
    return isinstance(tie, RoleTie) and tie.recorded_by is not None


def _same(tie: Tie) -> tuple[object, ...]:
    return (type(tie).__name__, *tie_key(tie))


def _schools(current: Current, changes: Changes) -> set[str]:
    """Every school that the source's people are at: its revision rises."""
    ties = [kept.tie for kept in current.ties] + changes.add
    return {tie.school for tie in ties if isinstance(tie, Enrolment | Place)}


def _counts(text: str) -> dict[str, Count]:
    """The import's own counts the other way round: what it added ends, what it ended holds
    again.
    """
    tables = {name: Count(**count) for name, count in json.loads(text)["tables"].items()}
    return {
        name: Count(count.ended, count.changed, count.added, given=count.given)
        for name, count in tables.items()
    }


def _sentence(held: Held, counts: dict[str, Count], dry_run: bool) -> str:
    what = "A dry run, nothing was changed; undoing would come to" if dry_run else "Undone"
    added, changed, ended, _, given = map(sum, zip(*counts.values(), strict=True))
    gone = f"{ended} {'row no longer holds' if ended == 1 else 'rows no longer hold'}"
    again = f"{added} {'holds' if added == 1 else 'hold'} again"
    as_before = (
        f"{changed + given} {'is as it was' if changed + given == 1 else 'are as they were'}"
    )
    return f"{what}: {held.source}, {gone}, {again}, {as_before}."
