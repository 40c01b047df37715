"""What holds of a source as one number: two databases that say the same of it have the same.
Pure.
"""

import hashlib
from collections.abc import Collection, Mapping

from graph_service.records.changes import Answer, Contact, Report, RoleTie, Tie
from graph_service.records.current import Current


def fingerprint(current: Current) -> str:
    """The SHA-256 (hexadecimal) of a source's people, rounds and ties that hold, by the source's
    own ids.

    Somebody without a tie that holds is no part of it: they were ended. Neither are random ids,
    instants and who recorded a tie, so that it does not matter when and where the same was
    imported.
    """
    names = {uid: name for name, uid in [*current.schools.items(), *current.advisories.items()]}
    for nodes in (current.students, current.adults, current.rounds):
        names.update((node.uid, f"{type(node).__name__} {id}") for id, node in nodes.items())
    said: list[str] = []
    held: set[object] = set()
    for _, tie in current.ties:
        values = values_of(tie)
        held.update(values)
        said.append(ascii((type(tie).__name__, *(named(value, names) for value in values))))
    for nodes in (current.students, current.adults, current.rounds):
        said += [
            ascii((type(node).__name__, *node[1:])) for node in nodes.values() if node.uid in held
        ]
    return hashlib.sha256("\n".join(sorted(said)).encode("ascii")).hexdigest()


def values_of(tie: Tie) -> Collection[object]:
    """What the tie says, without its recorder."""
    return tuple(tie)[:-1] if isinstance(tie, RoleTie | Answer | Report | Contact) else tuple(tie)


def named(value: object, names: Mapping[str, str]) -> object:
    """The value; a name in place of a uid that has one."""
    return names.get(value, value) if isinstance(value, str) else value
