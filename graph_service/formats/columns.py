"""The columns of our own eight tables, each said once: name, how cells are read, what a blank
means.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from facts.choices import (
    ADULT_KINDS,
    ANSWER_STATUSES,
    ASKS,
    ENROLMENT_STATUSES,
    ROLES,
    ROUND_KINDS,
    STRENGTHS,
    SUPPORTS,
)
from graph_service.formats import values
from graph_service.formats.values import Parser
from graph_service.records.tables import (
    AdultRow,
    AnswerRow,
    ContactRow,
    ReportRow,
    RoundRow,
    StayRow,
    StudentRow,
    TieRow,
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``blank`` is what a blank cell stands for; if required, what stands in for a cell
    at fault.

    ``words`` are the only ones it may hold, where it is a choice.
    """

    name: str
    parse: Parser
    required: bool = False
    blank: object = None
    words: tuple[str, ...] = ()


class DayOrder(NamedTuple):
    """Two columns of days of which the second may not lie before the first."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its row type and columns, in the order in which they are written.

    ``attributes``: further columns are kept as attributes. ``named``: other tables refer to its
    rows by ``id``.
    """

    name: str
    row: Any
    columns: tuple[Column, ...]
    order: tuple[DayOrder, ...] = ()
    attributes: bool = False
    named: bool = False


_ident = values.line_of_text(values.ID_LIMIT)
_name = values.line_of_text(values.NAME_LIMIT)
_detail = values.lines_of_text(values.DETAIL_LIMIT)
_items = values.items(values.DETAIL_LIMIT)

ATTRIBUTE = values.line_of_text(values.NAME_LIMIT)
"""How cells and headers of further columns are read."""


def _needed(name: str, parse: Parser, stand_in: object = "") -> Column:
    return Column(name, parse, required=True, blank=stand_in)


def _choice(name: str, *words: str, blank: str | None = None) -> Column:
    """A column of one of some words, required unless it is said what a blank stands for."""
    required = blank is None
    return Column(name, values.one_of(*words), required, "" if required else blank, words)


_ALL = (
    Table(
        "students",
        StudentRow,
        (
            _needed("id", _ident),
            _needed("name", _name),
            _needed("school", _name),
            Column("grade", _name),
            Column("advisory", _name),
            _choice("status", *ENROLMENT_STATUSES, blank="enrolled"),
            Column("enrolled_on", values.day),
            Column("left_on", values.day),
            Column("interests", _items, blank=()),
            Column("email", values.line_of_text(254)),
        ),
        (DayOrder("enrolled_on", "left_on"),),
        attributes=True,
        named=True,
    ),
    Table(
        "adults",
        AdultRow,
        (
            _needed("id", _ident),
            _needed("name", _name),
            _choice("kind", *ADULT_KINDS),
            Column("email", values.line_of_text(254)),
            Column("school", _name),
            Column("organisation", _name),
            Column("capacity", values.whole(0)),
            Column("interests", _items, blank=()),
            Column("active_from", values.day),
            Column("active_until", values.day),
        ),
        (DayOrder("active_from", "active_until"),),
        named=True,
    ),
    Table(
        "stays",
        StayRow,
        (
            _needed("person_id", _ident),
            _needed("school", _name),
            Column("grade", _name),
            Column("since", values.day),
            Column("until", values.day),
        ),
        (DayOrder("since", "until"),),
    ),
    Table(
        "ties",
        TieRow,
        (
            _needed("student_id", _ident),
            _needed("alter_id", _ident),
            _choice("role", *ROLES),
            Column("since", values.day),
            Column("until", values.day),
            Column("detail", _detail),
        ),
        (DayOrder("since", "until"),),
    ),
    Table(
        "rounds",
        RoundRow,
        (
            _needed("id", _ident),
            _needed("school", _name),
            _choice("kind", *ROUND_KINDS),
            _choice("asks", *ASKS, blank="both"),
            _needed("opened_on", values.day, date.min),
            Column("closed_on", values.day),
            Column("max_adults", values.cap),
            Column("max_peers", values.cap),
        ),
        (DayOrder("opened_on", "closed_on"),),
        named=True,
    ),
    Table(
        "answers",
        AnswerRow,
        (
            _needed("round_id", _ident),
            _needed("informant_id", _ident),
            Column("student_id", _ident),
            _choice("status", *ANSWER_STATUSES),
            Column("answered_on", values.day),
            Column("unnamed_adults", values.whole(0), blank=0),
            Column("unnamed_peers", values.whole(0), blank=0),
        ),
    ),
    Table(
        "reports",
        ReportRow,
        (
            _needed("round_id", _ident),
            _needed("student_id", _ident),
            _needed("alter_id", _ident),
            _needed("informant_id", _ident),
            _choice("support", *SUPPORTS),
            Column("strength", values.whole(STRENGTHS[0], STRENGTHS[-1])),
            Column("kinds", _items, blank=()),
            Column("reported_on", values.day),
            Column("confidential", values.truth, blank=False, words=("true", "false")),
        ),
    ),
    Table(
        "contacts",
        ContactRow,
        (
            _needed("student_id", _ident),
            _needed("adult_id", _ident),
            _needed("on", values.day),
            _needed("kind", _name),
            Column("by", _name),
        ),
    ),
)

TABLES: dict[str, Table] = {table.name: table for table in _ALL}
"""Our own tables by name, in the order in which they are read and written."""
