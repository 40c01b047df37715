"""Our own tables written as a folder of CSV files that a spreadsheet opens without running
anything.
"""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from graph_service.formats.columns import TABLES, Table
from graph_service.formats.values import guard
from graph_service.records.tables import StudentRow, Tables


def write_tables(tables: Tables, folder: Path, line_end: str = "\r\n") -> None:
    """Write each table that is given or has rows as ``<name>.csv`` (UTF-8, RFC 4180) into the
    folder.

    The folder is made if need be; other files in it stay. List items must hold no semicolon. Text
    that a spreadsheet would run as a formula gets a ``'`` before it, which reading takes off again.
    Raises OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES.values():
        rows = getattr(tables, table.name)
        if rows or table.name in tables.given:
            _write(table, rows, folder / f"{table.name}.csv", line_end)


def _write(table: Table, rows: Sequence[tuple[object, ...]], path: Path, line_end: str) -> None:
    attributes = _attribute_names(rows)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator=line_end)
        writer.writerow(
            [column.name for column in table.columns] + [guard(name) for name in attributes]
        )
        for row in rows:
            cells = [_cell(getattr(row, column.name)) for column in table.columns]
            writer.writerow(cells + _attribute_cells(row, attributes))


def _attribute_names(rows: Iterable[tuple[object, ...]]) -> list[str]:
    return sorted(
        {name for row in rows if isinstance(row, StudentRow) for name, _ in row.attributes}
    )


def _attribute_cells(row: tuple[object, ...], names: Sequence[str]) -> list[str]:
    held = dict(row.attributes) if isinstance(row, StudentRow) else {}
    return [guard(held.get(name, "")) for name in names]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return guard(";".join(value))
    return guard(str(value))
