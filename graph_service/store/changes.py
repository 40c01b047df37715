"""Writing changes: nodes, retractions, ties, then the revision of every school reached; many rows a
statement.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from itertools import chain, islice
from typing import TypeVar

from facts.kinds import Tie
from facts.recorded import Kept
from facts.statements import Answer, Contact, Report, Round
from facts.ties import Enrolment, Membership, Place, RoleTie
from graph_service.records.changes import ROLE_KINDS, AdultNode, Changes, StudentNode, key_of
from graph_service.store.affected_schools import reached
from graph_service.store.engine import Row, Transaction
from graph_service.store.identity import tie_id
from graph_service.store.revisions import note_revision

ROWS_A_STATEMENT = 5000
NEW_TIES_A_STATEMENT = 20_000
"""An engine that takes them as a table pays for each statement, hardly for each row."""

IN_THE_QUERY = frozenset({"role", "of_peer", "by_student", "what"})
"""Fields that choose a tie's query and are not in its rows: the embedded engine takes 10 µs to read
each value of a row."""
LABELLED_ROLES = frozenset({"advisor", "mentor", "family"})

_Thing = TypeVar("_Thing", Kept, Tie)

Progress = Callable[[int, int], None]
"""Told how many rows are written, of how many."""


def apply_changes(
    tx: Transaction,
    changes: Changes,
    secret: str,
    recorded_at: datetime,
    progress: Progress | None = None,
) -> None:
    """Write the changes in this transaction, all recorded at one instant under the database's
    ``secret``.

    Running it again with the same arguments, in a transaction that is tried again, writes the same.
    """
    schools = sorted(reached(tx, changes))
    labelled: set[str] = set()
    total, done = changes.rows(), 0
    if progress is not None:
        progress(done, total)
    for part in changes.parts():
        labelled |= _labelled(part)
        for query, rows in _statements(part, secret, recorded_at):
            most = NEW_TIES_A_STATEMENT if _is_new_tie(query) else ROWS_A_STATEMENT
            while batch := list(islice(rows, most)):
                _write(tx, query, batch, recorded_at)
                done += len(batch)
                if progress is not None:
                    progress(done, total)
    tx.run_own("label_roles", adults=sorted(labelled))
    tx.run("change_revision", schools=schools)
    note_revision(tx, changes, schools)


def _is_new_tie(query: str) -> bool:
    return query.startswith("add_") and query not in ("add_school", "add_advisory")


def _write(tx: Transaction, query: str, rows: list[Row], recorded_at: datetime) -> None:
    if query.startswith(("add_school", "add_advisory", "change_")):
        tx.run(query, rows=rows)
    elif _is_new_tie(query):
        tx.record(query, rows, recorded_at)
    else:
        tx.run(query, rows=rows, at=recorded_at)


def _statements(
    changes: Changes, secret: str, recorded_at: datetime
) -> Iterator[tuple[str, Iterator[Row]]]:
    """Each query with its rows, made as they are taken, in an order in which every tie finds its
    ends.
    """
    yield "add_school", (node._asdict() for node in changes.new_schools)
    yield "add_advisory", (node._asdict() for node in changes.new_advisories)
    yield "change_student", map(_node, changes.students)
    yield "change_adult", map(_node, changes.adults)
    yield "change_round", map(_node, changes.rounds)
    for kind, gone in _by_kind(changes.retract, lambda kept: kept.tie).items():
        yield f"retract_{kind}", ({"id": id, "anchor": _anchor(tie)} for id, tie in gone)
    for kind, ties in _by_kind(changes.add, lambda tie: tie).items():
        yield f"add_{kind}", map(partial(_added, kind, secret, recorded_at), ties)


def _labelled(changes: Changes) -> set[str]:
    """The adults who begin or end to hold a role that is a label where nodes have labels of their
    own.
    """
    ties = chain(changes.add, (kept.tie for kept in changes.retract))
    return {tie.alter for tie in ties if isinstance(tie, RoleTie) and tie.role in LABELLED_ROLES}


def _by_kind(
    things: Sequence[_Thing], tie_of: Callable[[_Thing], Tie]
) -> Mapping[str, list[_Thing]]:
    kinds: defaultdict[str, list[_Thing]] = defaultdict(list)
    for thing in things:
        kinds[kind_of(tie_of(thing))].append(thing)
    return kinds


def _added(kind: str, secret: str, recorded_at: datetime, tie: Tie) -> Row:
    row = _plain({name: value for name, value in tie._asdict().items() if name not in IN_THE_QUERY})
    row["id"] = tie_id(secret, kind, tie, recorded_at)
    return row


_KINDS: dict[type, str] = {Contact: "contacted", Enrolment: "enrolled_at", Membership: "member_of"}


def kind_of(tie: Tie) -> str:
    """The kind of tie and, where the same kind has several, of its ends; as the query files name
    it.
    """
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


def _node(node: StudentNode | AdultNode | Round) -> Row:
    row = _plain(node._asdict())
    row["key"] = key_of(node.source, node.id)
    return row


def _plain(row: Row) -> Row:
    """Days as text and lists as lists: what both engines convert alike."""
    for name, value in row.items():
        if isinstance(value, date):
            row[name] = value.isoformat()
        elif isinstance(value, tuple):
            row[name] = list(value)
    return row
