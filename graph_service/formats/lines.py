"""The lines of a file that another program wrote, cells by the names of their columns."""

import re
from collections.abc import Collection, Iterator, Mapping

from graph_service.errors import Fault
from graph_service.formats.instants import moment
from graph_service.formats.sheets import Sheet
from graph_service.formats.translation import Translation
from graph_service.formats.values import excerpt, unguard

MOST_NAMED = 10
Cells = Mapping[str, str]
"""A line's cells by column, in small letters; a column that is not there is not in it."""

_INSTANT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4})"
    r"[T ][0-9:.+Zz -]*([AaPp][Mm])?"
)


def lines(
    sheet: Sheet,
    known: Collection[str],
    found: Translation,
    aliases: Mapping[str, str] | None = None,
    unused: Collection[str] = (),
) -> Iterator[tuple[int, Cells]]:
    """Each line's number and cells, trimmed; of ``known`` columns (in small letters) alone,
    whatever their order.

    ``aliases`` are other names of known columns. The sheet's own faults go to ``found``, and so
    does one warning that names the columns that were not read, those aside that the format is known
    to have (``unused``) and passwords.
    """
    found.faults += sheet.faults
    found.warnings += sheet.warnings
    places: dict[str, int] = {}
    unread: list[str] = []
    for place, cell in enumerate(sheet.header):
        title = unguard(cell.strip())
        name = (aliases or {}).get(title.casefold(), title.casefold())
        if name in known:
            places.setdefault(name, place)
        elif title and name not in unused and "password" not in name:
            unread.append(excerpt(title))
        elif not title and any(row[place].strip() for row in sheet.rows):
            unread.append(f"column {place + 1}, which has no name")
    if unread:
        shown = ", ".join(unread[:MOST_NAMED])
        more = f" and {len(unread) - MOST_NAMED} more" if len(unread) > MOST_NAMED else ""
        message = f"Columns that we have no use for were not read: {shown}{more}."
        found.warnings.append(Fault(sheet.file, sheet.header_line, None, "unknown-column", message))
    for number, row in zip(sheet.lines, sheet.rows, strict=True):
        yield number, {name: unguard(row[place].strip()) for name, place in places.items()}


def every(sheet: Sheet, found: Translation) -> Iterator[tuple[int, Cells]]:
    """Each line's number and all its cells, for files whose columns a mapping names."""
    names = [unguard(cell.strip()).casefold() for cell in sheet.header]
    return lines(sheet, [name for name in names if name and "password" not in name], found)


def missing(
    sheet: Sheet,
    needed: Collection[str],
    found: Translation,
    aliases: Mapping[str, str] | None = None,
) -> bool:
    """Whether one of the needed columns is not there; each that is not is a fault."""
    names = {cell.strip().casefold() for cell in sheet.header}
    names |= {(aliases or {}).get(name, name) for name in names}
    absent = [name for name in needed if name.casefold() not in names] if sheet.header else []
    for name in absent:
        message = f"The column {name} is missing; without it the file cannot be read."
        found.faults.append(Fault(sheet.file, sheet.header_line, name, "missing-column", message))
    return bool(absent)


def day_of(text: str) -> str:
    """The day of an instant; anything else as it is, for the reading of days to judge."""
    instant = _INSTANT.fullmatch(text)
    if instant or len(text) <= len("2026-12-31"):
        return instant[1] if instant else text
    read = moment(text)
    return read.day.isoformat() if read else text


def several(text: str) -> list[str]:
    """The items of a list in one cell, written with commas."""
    return [item.strip() for item in text.split(",") if item.strip()]
