"""The work that production does a portion at a time, done to small tables at once, for the tests to
compare with.
"""

from collections.abc import Collection
from typing import Any

from graph_service.errors import Fault
from graph_service.formats.checks import check_portions
from graph_service.formats.gathering import said_in, table_line
from graph_service.records.hashes import SetHash, content_hash
from graph_service.records.tables import Tables


def check_tables(tables: Tables, *known: Collection[str], **named: Any) -> list[Fault]:
    """Every fault of the tables, all rows in one portion."""
    return check_portions(tables, [tables], *known, **named)


def content_sha256(tables: Tables) -> str:
    """The SHA-256 (hexadecimal) of what tables say, as a reading of them has it."""
    lines: list[str] = []
    for name in tables.given:
        rows = SetHash()
        rows.add(map(said_in, getattr(tables, name)))
        further = _further(tables) if name == "students" else ()
        lines.append(table_line(name, rows, tables.missing.get(name, ()), further))
    return content_hash(lines)


def _further(tables: Tables) -> Collection[str]:
    """The names of the further columns of students."""
    if tables.attributes is not None:
        return tables.attributes
    return {name for row in tables.students for name, _ in row.attributes}
