"""What an import, or taking one back, comes to as one number: a yes is to that and to nothing else.
Pure.
"""

import hashlib
from collections.abc import Iterator, Mapping

from graph_service.records.changes import AdultNode, Changes, RoundNode, Said, StudentNode
from graph_service.workflows.intake.plan.counts import Count
from graph_service.workflows.intake.plan.fingerprint import named, values_of

_SIZE = 32


def outcome_of(changes: Changes, counts: Mapping[str, Count], *, said: bool) -> str:
    """A number (hexadecimal) that is the same for the same counts and changes, whenever they are
    found and in which order.

    Whoever is new goes by the source's id: random ids are no part of it. Without ``said`` neither
    are answers, reports and contacts: which of them are there already, whoever is told their number
    alone does not learn by it. Each change is read once, and none is kept.
    """
    total = 0
    for text in _texts(changes, counts, said=said):
        total += int.from_bytes(hashlib.sha256(text.encode("ascii")).digest())
    return f"{total % 256**_SIZE:0{2 * _SIZE}x}"


def _texts(changes: Changes, counts: Mapping[str, Count], *, said: bool) -> Iterator[str]:
    people: tuple[StudentNode | AdultNode | RoundNode, ...] = (
        *changes.students,
        *changes.adults,
        *changes.rounds,
    )
    names: dict[str, str] = {node.uid: f"{type(node).__name__} {node.id}" for node in people}
    names.update((node.uid, f"school {node.name}") for node in changes.new_schools)
    names.update((node.uid, f"advisory {node.key}") for node in changes.new_advisories)
    yield from (ascii((table, *count)) for table, count in counts.items())
    yield from map(ascii, sorted(names.values()))
    yield from (ascii((type(node).__name__, *node[1:])) for node in people)
    for part in changes.parts():
        every = [
            *(("added", tie) for tie in part.add),
            *(("retracted", kept.tie) for kept in part.retract),
        ]
        for what, tie in every:
            if said or not isinstance(tie, Said):
                yield ascii(
                    (what, type(tie).__name__, *(named(value, names) for value in values_of(tie)))
                )
