"""The changes of an import, or of undoing one: a yes is to these and to nothing else. Pure."""

from collections.abc import Iterator, Mapping

from facts.kinds import Said, told
from facts.statements import Round
from graph_service.records.changes import AdultNode, Changes, StudentNode
from graph_service.records.hashes import set_hash
from graph_service.workflows.intake.plan.counts import Count


def outcome_of(changes: Changes, counts: Mapping[str, Count], *, said: bool) -> str:
    """One hash of these counts and changes, whenever they are found and in which order.

    A new person goes by the source's id: random ids are no part of it. Without ``said`` neither
    are answers, reports and contacts: which of them are there already, whoever is told their number
    alone does not learn by it. Each change is read once, and none is kept.
    """
    return set_hash(_texts(changes, counts, said=said))


def _texts(changes: Changes, counts: Mapping[str, Count], *, said: bool) -> Iterator[str]:
    people: tuple[StudentNode | AdultNode | Round, ...] = (
        *changes.students,
        *changes.adults,
        *changes.rounds,
    )
    names: dict[str, str] = {node.uid: f"{type(node).__name__} {node.id}" for node in people}
    names.update((node.uid, f"school {node.name}") for node in changes.new_schools)
    names.update((node.uid, f"advisory {node.key}") for node in changes.new_advisories)
    yield from (ascii((table, *count)) for table, count in counts.items())
    yield from map(ascii, sorted(names.values()))
    yield from (ascii((type(node).__name__, *node._replace(uid=""))) for node in people)
    for part in changes.parts():
        every = [
            *(("added", tie) for tie in part.add),
            *(("retracted", kept.tie) for kept in part.retract),
        ]
        for what, tie in every:
            if said or not isinstance(tie, Said):
                yield ascii(
                    (what, type(tie).__name__, *(named(value, names) for value in told(tie)))
                )


def named(value: object, names: Mapping[str, str]) -> object:
    """The value; a name in place of a uid that has one."""
    return names.get(value, value) if isinstance(value, str) else value
