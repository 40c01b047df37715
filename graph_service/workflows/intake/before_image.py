"""The values of people and rounds before an import changed them, kept with it in the ledger.

Ties keep every version of themselves; a person or round is one node, so what it was must be kept to
be undone. Pure.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from facts.statements import Round
from graph_service.records.changes import AdultNode, Changes, StudentNode
from graph_service.records.current import Current


@dataclass(frozen=True, slots=True)
class Earlier:
    """People and rounds as they were before an import changed them."""

    students: list[StudentNode] = field(default_factory=list)
    adults: list[AdultNode] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)


def earlier(changes: Changes, current: Current) -> Earlier:
    """The values that the changes are about to replace."""
    return Earlier(
        [current.students[node.id] for node in changes.students if node.id in current.students],
        [current.adults[node.id] for node in changes.adults if node.id in current.adults],
        [current.rounds[node.id] for node in changes.rounds if node.id in current.rounds],
    )


def to_text(held: Earlier) -> str:
    """The same as JSON."""
    nodes: dict[str, Sequence[Any]] = {
        "students": held.students,
        "adults": held.adults,
        "rounds": held.rounds,
    }
    parts = {name: [_plain(node) for node in rows] for name, rows in nodes.items()}
    return json.dumps(parts, ensure_ascii=False)


def from_text(text: str) -> Earlier:
    """The image that ``to_text`` wrote."""
    parts = json.loads(text)
    return Earlier(
        [StudentNode(**_read(node)) for node in parts["students"]],
        [AdultNode(**_read(node)) for node in parts["adults"]],
        [Round(**_read(node)) for node in parts["rounds"]],
    )


def _plain(node: Any) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in node._asdict().items()
    }


_DAYS = frozenset({"active_from", "active_until", "opened_on", "closed_on"})


def _read(node: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in node.items()}


def _value(name: str, value: Any) -> Any:
    if name in _DAYS and value is not None:
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
