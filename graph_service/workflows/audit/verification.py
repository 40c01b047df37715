"""Whether the record is whole: every chain read from its beginning, every seal made again."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph_service.records.audit import Head, Look, sealed
from graph_service.store import audit
from graph_service.store.audit import EntryCount
from graph_service.workflows.desk.reading import Desk

AT_ONCE = 5000


class Verification(NamedTuple):
    """How many entries were read, where each chain ends, and every fault found, as a sentence."""

    entries: int
    heads: list[Head]
    faults: list[str]


def verify(desk: Desk, kept: Sequence[Head] = ()) -> Verification:
    """Read the whole record and say where it was changed, cut or put into another order.

    ``kept`` are ends that somebody wrote down before, outside the database: whoever holds the
    database could write a whole chain anew with right seals, but not so that it runs through an end
    that they cannot change.
    """
    counts = audit.counted(desk.engine)
    heads = audit.heads(desk.engine)
    faults = list(_strangers(counts, heads))
    for head in heads:
        faults += _faults_of(
            desk, head, {entry.number: entry.seal for entry in kept if entry.chain == head.chain}
        )
    there = {head.chain for head in heads}
    faults += [
        f"{entry.chain} is gone: it held {entry.number} entries."
        for entry in kept
        if entry.chain not in there
    ]
    return Verification(sum(head.number for head in heads), heads, faults)


def _faults_of(desk: Desk, head: Head, kept: dict[int, str]) -> Iterator[str]:
    """Each fault of one chain; after a fault the chain is followed on from what is written."""
    last = Head(head.chain, 0, "")
    for number, seal, look in _entries(desk, head):
        if number > last.number + 1:
            yield _gone(head.chain, last.number + 1, number - 1)
        elif number == last.number:
            yield f"{head.chain}: entry {number} is there twice."
        elif sealed(last, look).seal != seal:
            yield (
                f"{head.chain}: entry {number} of {look.at:%Y-%m-%d %H:%M:%S} UTC is not what "
                "was written."
            )
        if kept.get(number, seal) != seal:
            yield f"{head.chain} was written anew: entry {number} is not the one that was noted."
        last = Head(head.chain, number, seal)
    if last.number < head.number:
        yield _gone(head.chain, last.number + 1, head.number)
    elif last.seal != head.seal:
        yield f"{head.chain}: its last entry is not the one that was written last."
    if any(number > head.number for number in kept):
        yield f"{head.chain} is cut: it ends with entry {head.number} and held {max(kept)}."


def _strangers(counts: Sequence[EntryCount], heads: Sequence[Head]) -> Iterator[str]:
    """Entries to which no chain leads: of a chain without an end, beyond its end, or of none
    although there were chains.

    The ends are read after the entries are counted, so that what is written meanwhile is not taken
    for a stranger.
    """
    ends = {head.chain: head.number for head in heads}
    began = min((count.first_at for count in counts if count.chain is not None), default=None)
    for chain, entries, _, last_at in counts:
        if chain is None:
            if began is not None and last_at > began:
                yield (
                    f"Entries stand in no chain, the last of {last_at:%Y-%m-%d %H:%M:%S} UTC, "
                    "after the first chain began."
                )
        elif chain not in ends:
            yield f"{chain} has no end any more: {entries} entries stand without it."
        elif entries > ends[chain]:
            more = entries - ends[chain]
            yield (
                f"{chain} holds {more} {'entry' if more == 1 else 'entries'} more than "
                "were written."
            )


def _entries(desk: Desk, head: Head) -> Iterator[tuple[int, str, Look]]:
    for after in range(0, head.number, AT_ONCE):
        yield from audit.links(desk.engine, head.chain, after, min(after + AT_ONCE, head.number))


def _gone(chain: str, first: int, last: int) -> str:
    what = f"entry {first} is" if first == last else f"entries {first} to {last} are"
    return f"{chain}: {what} gone."
