"""Writing changes: nodes, retractions, ties, then the revision of every school reached; many rows a statement."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from graph_service.records.changes import (
    ROLE_KINDS,
    AdultNode,
    Answer,
    Changes,
    Contact,
    Enrolment,
    Kept,
    Membership,
    Place,
    Report,
    RoleTie,
    RoundNode,
    StudentNode,
    Tie,
    key_of,
)
from graph_service.store.engine import Transaction
from graph_service.store.identity import tie_id
from graph_service.store.ripples import reached

ROWS_A_STATEMENT = 5000

IN_THE_QUERY = frozenset({"role", "of_peer", "by_student", "what"})
"""Fields that choose a tie's query and are not in its rows: the embedded engine takes 10 µs to read each value of a row."""
LABELLED_ROLES = frozenset({"advisor", "mentor", "family"})

Progress = Callable[[int, int], None]
"""Told how many rows are written, of how many."""


def apply_changes(
    tx: Transaction, changes: Changes, secret: str, recorded_at: datetime, progress: Progress | None = None
) -> None:
    """Write the changes in this transaction, all recorded at one instant under the database's ``secret``.

    Running it again with the same arguments, in a transaction that is tried again, writes the same.
    """
    schools = sorted(reached(tx, changes))
    statements = list(_statements(changes, secret, recorded_at))
    total = sum(len(rows) for _, rows in statements)
    done = 0
    for query, rows in statements:
        for start in range(0, len(rows), ROWS_A_STATEMENT):
            part = rows[start : start + ROWS_A_STATEMENT]
            if query.startswith(("add_school", "add_advisory", "change_")):
                tx.run(query, rows=part)
            else:
                tx.run(query, rows=part, at=recorded_at)
            done += len(part)
            if progress is not None:
                progress(done, total)
    tx.run_own("label_roles", adults=sorted(_labelled(changes)))
    tx.run("change_revision", schools=schools)


def _statements(changes: Changes, secret: str, recorded_at: datetime) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Each query with its rows, in an order in which every tie finds its ends."""
    yield "add_school", [node._asdict() for node in changes.new_schools]
    yield "add_advisory", [node._asdict() for node in changes.new_advisories]
    yield "change_student", [_node(node) for node in changes.students]
    yield "change_adult", [_node(node) for node in changes.adults]
    yield "change_round", [_node(node) for node in changes.rounds]
    yield from _retractions(changes.retract).items()
    yield from _additions(changes.add, secret, recorded_at).items()


def _labelled(changes: Changes) -> set[str]:
    """The adults who begin or end to hold a role that is a label where nodes have labels of their own."""
    ties = [*changes.add, *(kept.tie for kept in changes.retract)]
    return {tie.alter for tie in ties if isinstance(tie, RoleTie) and tie.role in LABELLED_ROLES}


def _retractions(gone: Sequence[Kept]) -> Mapping[str, list[dict[str, Any]]]:
    rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for id, tie in gone:
        rows[f"retract_{kind_of(tie)}"].append({"id": id, "anchor": _anchor(tie)})
    return rows


def _additions(ties: Sequence[Tie], secret: str, recorded_at: datetime) -> Mapping[str, list[dict[str, Any]]]:
    rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for tie in ties:
        kind = kind_of(tie)
        row = _plain({name: value for name, value in tie._asdict().items() if name not in IN_THE_QUERY})
        row["id"] = tie_id(secret, kind, tie, recorded_at)
        rows[f"add_{kind}"].append(row)
    return rows


_KINDS: dict[type, str] = {Contact: "contacted", Enrolment: "enrolled_at", Membership: "member_of"}


def kind_of(tie: Tie) -> str:
    """The kind of tie and, where the same kind has several, of its ends; as the query files name it."""
    match tie:
        case RoleTie():
            return ROLE_KINDS[tie.role].lower()
        case Report():
            return "reported_student" if tie.of_peer else "reported_adult"
        case Answer():
            return "answered_student" if tie.by_student else "answered_adult"
        case Place():
            return f"at_{tie.what}"
        case _:
            return _KINDS[type(tie)]


def _anchor(tie: Tie) -> str:
    """The end by which a tie is found again."""
    match tie:
        case RoleTie() | Contact() | Enrolment() | Membership():
            return tie.student
        case Report():
            return tie.ego
        case Answer():
            return tie.informant
        case Place():
            return tie.uid


def _node(node: StudentNode | AdultNode | RoundNode) -> dict[str, Any]:
    row = _plain(node._asdict())
    row["key"] = key_of(node.source, node.id)
    return row


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Days as text and lists as lists: what both engines convert alike."""
    for name, value in row.items():
        if isinstance(value, date):
            row[name] = value.isoformat()
        elif isinstance(value, tuple):
            row[name] = list(value)
    return row
