"""Many new ties as an Arrow table, which the embedded engine takes in one go.

The statements read the table and create each tie: what ``COPY`` writes stands in no journal, and is
lost if the process is killed before the journal is merged. It needs pyarrow, which costs memory and
time to load, so this module is loaded where it is needed.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import get_type_hints

import pyarrow as pa

from facts.statements import Answer, Contact, Report
from facts.ties import Enrolment, Membership, Place, RoleTie
from graph_service.records.changes import ROLE_KINDS
from graph_service.store.engine import Row

KINDS = {
    **{kind.lower(): RoleTie for kind in ROLE_KINDS.values()},
    "reported_adult": Report,
    "reported_student": Report,
    "answered_adult": Answer,
    "answered_student": Answer,
    "contacted": Contact,
    "enrolled_at": Enrolment,
    "member_of": Membership,
    "at_adult": Place,
}
"""The kinds of ties that come in numbers, and what each says."""

_CHOSEN_BY_KIND = frozenset({"role", "of_peer", "by_student", "what"})
_ARROW = {
    "date": pa.date32(),
    "int": pa.int64(),
    "bool": pa.bool_(),
    "tuple": pa.list_(pa.string()),
    "str": pa.string(),
}
_INSTANT = pa.timestamp("us")


def tie_table(kind: str, rows: Sequence[Row], recorded_at: datetime) -> pa.Table:
    """The ties as a table of their fields, id and instant; a tie that stands twice is one."""
    ties = list({row["id"]: row for row in rows}.values())
    columns = {
        name: _column((row[name] for row in ties), arrow) for name, arrow in fields_of(kind).items()
    }
    instant = recorded_at.astimezone(UTC).replace(tzinfo=None)
    columns["id"] = pa.array([row["id"] for row in ties], pa.string())
    columns["recorded_at"] = pa.array([instant] * len(ties), _INSTANT)
    return pa.table(columns)


@cache
def fields_of(kind: str) -> Mapping[str, pa.DataType]:
    """The fields of a kind of tie, with their Arrow types."""
    hints = get_type_hints(KINDS[kind])
    return {name: _arrow(hint) for name, hint in hints.items() if name not in _CHOSEN_BY_KIND}


def _column(values: Iterable[object], arrow: pa.DataType) -> pa.Array:
    if arrow == pa.date32():
        return pa.array(values, pa.string()).cast(arrow)
    return pa.array(values, arrow)


def _arrow(hint: object) -> pa.DataType:
    """The Arrow type of a field, which may be blank or not."""
    return next(arrow for name, arrow in _ARROW.items() if name in str(hint))
