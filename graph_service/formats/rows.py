"""From a sheet's text to a table's rows, a column at a time: each distinct cell is read once, every
fault is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import repeat
from typing import Any, NamedTuple

from graph_service.errors import Fault
from graph_service.formats.columns import ATTRIBUTE, Column, DayOrder, Table
from graph_service.formats.faults import MOST_FAULTS, Faults
from graph_service.formats.sheets import Sheet
from graph_service.formats.values import EXCERPT_LIMIT, CellError, DayReading, day, excerpt, unguard


class Broken(NamedTuple):
    """A row that is left out for a fault, and its columns that could not be read: the others can
    still be held against others.
    """

    row: Any
    wrong: frozenset[str]


@dataclass(slots=True)
class Parsed:
    """A table's rows, and what was wrong. ``whole`` is False where an id others may refer to could
    not be read.

    ``missing`` are the columns that the header does not have, ``attributes`` the names of the
    further ones it has.

    A row of people or rounds whose id can be read is kept even with another cell at fault, so that
    a row that refers to it is not refused as well; any other row with a fault is left out, and
    stands among the ``broken``.
    """

    rows: list[Any] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    warnings: Faults = field(default_factory=Faults)
    whole: bool = True
    missing: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Header:
    """Where the known columns stand, and the further ones by the name they keep."""

    places: dict[str, int] = field(default_factory=dict)
    attributes: list[tuple[str, int]] = field(default_factory=list)


def parse(sheet: Sheet, table: Table, days: DayReading = DayReading()) -> Parsed:  # noqa: B008 - a frozen value
    """The rows of ``table`` that ``sheet`` holds; ``days`` is how its days are read."""
    parsed = Parsed(faults=Faults(sheet.faults), warnings=Faults(sheet.warnings), whole=sheet.whole)
    if not sheet.header:
        return parsed
    cells = list(zip(*sheet.rows, strict=True)) if sheet.rows else [()] * len(sheet.header)
    header = _read_header(sheet, table, cells, parsed)
    parsed.missing = frozenset(column.name for column in table.columns) - header.places.keys()
    parsed.attributes = frozenset(name for name, _ in header.attributes)
    wrong: dict[str, set[int]] = {}
    columns: dict[str, Sequence[Any]] = {}
    for column in table.columns:
        place = header.places.get(column.name)
        if place is None:
            columns[column.name] = [column.blank] * len(sheet.rows)
            if column.required:
                wrong[column.name] = set(range(len(sheet.rows)))
        else:
            columns[column.name], wrong[column.name] = _read_column(
                sheet, _dated(column, days), cells[place], parsed
            )
    for order in table.order:
        _check_order(sheet, order, columns, wrong, parsed)
    if table.attributes:
        columns["attributes"] = _read_attributes(sheet, header.attributes, cells, wrong, parsed)
    records = zip(sheet.lines, *(columns[name] for name in table.row._fields[1:]), strict=True)
    _keep(table, list(map(table.row._make, records)), wrong, parsed, sheet.labels)
    return parsed


def _read_header(
    sheet: Sheet, table: Table, cells: Sequence[Sequence[str]], parsed: Parsed
) -> _Header:
    header = _Header()
    known = {column.name for column in table.columns}
    seen: set[str] = set()
    for place, cell in enumerate(sheet.header):
        title = unguard(cell.strip())
        name = title.casefold()
        if not name:
            if any(text.strip() for text in cells[place]):
                message = (
                    f"Column {place + 1} has no name and was not read; name it in the header, "
                    "or remove it."
                )
                parsed.warnings.append(
                    Fault(sheet.file, sheet.header_line, None, "unknown-column", message)
                )
        elif name in seen:
            message = (
                f"The column {excerpt(title)} stands in the header more than once; keep "
                "one of them."
            )
            parsed.faults.append(
                Fault(sheet.file, sheet.header_line, _label(title), "duplicate-column", message)
            )
        elif name in known:
            header.places[name] = place
        elif table.attributes and "password" not in name:
            _add_attribute(sheet, title, place, header, parsed)
        else:
            message = (
                f"{table.name} have no column {excerpt(title)}, which was not read; remove it, "
                "or correct its name."
            )
            parsed.warnings.append(
                Fault(sheet.file, sheet.header_line, _label(title), "unknown-column", message)
            )
        seen.add(name)
    for column in table.columns:
        if column.required and column.name not in seen:
            message = (
                f"The column {column.name} is missing; add it to the header and fill it "
                "in every row."
            )
            parsed.faults.append(
                Fault(sheet.file, sheet.header_line, column.name, "missing-column", message)
            )
    return header


def _label(title: str) -> str | None:
    """A column's name as a place to look; None where it is too long or unprintable for that."""
    return title if title.isprintable() and len(title) <= EXCERPT_LIMIT else None


def _add_attribute(sheet: Sheet, title: str, place: int, header: _Header, parsed: Parsed) -> None:
    try:
        ATTRIBUTE(title)
    except CellError as error:
        parsed.faults.append(
            Fault(sheet.file, sheet.header_line, None, error.rule, f"A column's name: {error}")
        )
    else:
        header.attributes.append((title, place))


def _read_column(
    sheet: Sheet, column: Column, cells: Sequence[str], parsed: Parsed
) -> tuple[list[Any], set[int]]:
    """The column's values, and the rows whose cell is at fault (there the value is the column's
    blank).
    """
    values: dict[str, Any] = {}
    errors: dict[str, CellError] = {}
    for cell in set(cells):
        try:
            values[cell] = _read_cell(column, cell)
        except CellError as error:
            values[cell] = column.blank
            errors[cell] = error
    wrong = {index for index, cell in enumerate(cells) if cell in errors} if errors else set()
    for index in sorted(wrong):
        refusal = errors[cells[index]]
        parsed.faults.append(
            Fault(sheet.file, sheet.lines[index], column.name, refusal.rule, str(refusal))
        )
    return [values[cell] for cell in cells], wrong


def _dated(column: Column, days: DayReading) -> Column:
    """The column, its days read as they are written."""
    return (
        replace(column, parse=days.parser(needed=column.required))
        if column.parse is day
        else column
    )


def _read_cell(column: Column, cell: str) -> Any:
    text = unguard(cell.strip())
    if text:
        return column.parse(text)
    if column.required:
        raise CellError("required", f"The {column.name} is blank and must be filled in.")
    return column.blank


def _read_attributes(
    sheet: Sheet,
    attributes: Sequence[tuple[str, int]],
    cells: Sequence[Sequence[str]],
    wrong: dict[str, set[int]],
    parsed: Parsed,
) -> Sequence[tuple[tuple[str, str], ...]]:
    """A row's attributes by name; a blank cell is no attribute."""
    if not attributes:
        return list(repeat((), len(sheet.rows)))
    names: list[str] = []
    read: list[list[Any]] = []
    for name, place in sorted(attributes):
        values, wrong[name] = _read_column(sheet, Column(name, ATTRIBUTE), cells[place], parsed)
        names.append(name)
        read.append(values)
    return [
        tuple((name, value) for name, value in zip(names, row, strict=True) if value is not None)
        for row in zip(*read, strict=True)
    ]


def _check_order(
    sheet: Sheet,
    order: DayOrder,
    columns: dict[str, Sequence[Any]],
    wrong: dict[str, set[int]],
    parsed: Parsed,
) -> None:
    bad = wrong.setdefault(order.second, set())
    unread = bad | wrong.get(order.first, set())
    pairs: enumerate[tuple[date | None, date | None]]
    pairs = enumerate(zip(columns[order.first], columns[order.second], strict=True))
    for index, (first, second) in pairs:
        if first and second and second < first and index not in unread:
            bad.add(index)
            message = (
                f"{order.second} {second} lies before {order.first} {first}; correct one of "
                "the two days."
            )
            parsed.faults.append(
                Fault(sheet.file, sheet.lines[index], order.second, "order", message)
            )


def _keep(
    table: Table,
    rows: list[Any],
    wrong: dict[str, set[int]],
    parsed: Parsed,
    labels: Mapping[str, str],
) -> None:
    nameless = wrong.get("id", set()) if table.named else set()
    out = nameless if table.named else set().union(*wrong.values())
    parsed.rows = [row for index, row in enumerate(rows) if index not in out] if out else rows
    parsed.broken = [
        Broken(rows[index], frozenset(name for name, indices in wrong.items() if index in indices))
        for index in sorted(out)[:MOST_FAULTS]
    ]
    parsed.whole = parsed.whole and not nameless
    named = [
        fault._replace(column=labels.get(fault.column or "", fault.column))
        for fault in parsed.faults
    ]
    parsed.faults = Faults(sorted(named, key=lambda fault: (fault.line or 0, fault.column or "")))
