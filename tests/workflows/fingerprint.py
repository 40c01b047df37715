"""The facts of a source as one number: two databases with the same facts have the same number.
Pure.
"""

from facts.kinds import told
from graph_service.records.current import Current
from graph_service.records.hashes import content_hash
from graph_service.workflows.intake.plan.outcome import named


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
        values = told(tie)
        held.update(values)
        said.append(ascii((type(tie).__name__, *(named(value, names) for value in values))))
    for nodes in (current.students, current.adults, current.rounds):
        said += [
            ascii((type(node).__name__, *node._replace(uid="")))
            for node in nodes.values()
            if node.uid in held
        ]
    return content_hash(said)
