"""An XLSX workbook as sheets of text.

Days become YYYY-MM-DD, whole numbers have no point, and a formula is its last value.

calamine reads thirteen times as fast as openpyxl. But it gives an error of a spreadsheet
(``#N/A``) as a blank cell, and a blank cell may mean "nobody". It also gives numbers as floats, so
that two long ids may become one. A workbook in which either stands is read by openpyxl, which keeps
both.
"""

import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Collection, Generator, Iterable, Iterator
from contextlib import closing
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from graph_service.errors import Fault
from graph_service.formats.archives import chunks
from graph_service.formats.sheets import Sheet

_UNREADABLE = (
    CalamineError, zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error,
    InvalidFileException, SyntaxError, OSError, EOFError, KeyError, ValueError, TypeError,
    AttributeError, IndexError, NotImplementedError, RuntimeError,
)  # fmt: skip
# openpyxl has no error of its own for a damaged workbook: whatever its parser trips over comes out.

_BEYOND = re.compile(rb"""\bt\s*=\s*["']e["']|\bv>\s*[-+]?\d{16}""")
"""A cell that is an error, or a number with more digits than a float keeps."""
_OVERLAP = 64
"""So many bytes are looked at again with the next ones, so that no such cell is cut in two."""

Rows = Iterable[Iterable[Any]]
Worksheets = Generator[tuple[str, Rows], None, None]


def read_sheets(
    path: Path, names: Collection[str] | None
) -> tuple[dict[str, Sheet], list[Fault], list[Fault]]:
    """The sheets of a workbook called by one of ``names`` (None: all), its faults and warnings.

    Raises PermissionError where the file may not be read. Only for what ``archives.danger`` has
    found harmless.
    """
    try:
        return _sheets(path, names)
    except PermissionError:
        raise
    except _UNREADABLE:
        message = (
            "The file cannot be read as an XLSX workbook; "
            "open it in a spreadsheet and save it again as XLSX."
        )
        return {}, [Fault(path.name, None, None, "unreadable", message)], []


def _sheets(
    path: Path, names: Collection[str] | None
) -> tuple[dict[str, Sheet], list[Fault], list[Fault]]:
    sheets: dict[str, Sheet] = {}
    faults: list[Fault] = []
    notes: list[Fault] = []
    read = _by_openpyxl if _is_beyond_calamine(path) else _by_calamine
    with closing(read(path)) as worksheets:
        for title, rows in worksheets:
            name = title.strip().casefold()
            if names is not None and name not in names:
                message = f"The sheet {title!r} is not one of our tables and was not read."
                notes.append(Fault(path.name, None, None, "unknown-table", message))
            elif name in sheets:
                message = f"Two sheets are called {name}; keep one of them."
                faults.append(Fault(path.name, None, None, "duplicate-table", message))
            else:
                sheets[name] = _sheet(f"{path.name}, sheet {title}", rows)
    return sheets, faults, notes


def _is_beyond_calamine(path: Path) -> bool:
    """Whether there is a cell that calamine does not give as it stands in the file."""
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            tail = b""
            for chunk in chunks(archive, entry):
                seen = tail + chunk.replace(b"\0", b"")  # without its NULs UTF-16 reads like UTF-8
                if _BEYOND.search(seen):
                    return True
                tail = seen[-_OVERLAP:]
    return False


def _by_calamine(path: Path) -> Worksheets:
    """The titles of the worksheets, hidden ones too, with rows that are read when asked for."""
    with CalamineWorkbook.from_path(path) as book:
        for place, found in enumerate(book.sheets_metadata):
            if found.typ == SheetTypeEnum.WorkSheet:
                yield found.name, _rows(book, place)


def _rows(book: CalamineWorkbook, place: int) -> Iterator[list[Any]]:
    """A worksheet's rows, from its first column on: calamine leaves out columns that are blank."""
    sheet = book.get_sheet_by_index(place)
    before = [""] * sheet.start[1] if sheet.start else []
    for row in sheet.iter_rows():
        yield [*before, *row]


def _by_openpyxl(path: Path) -> Worksheets:
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # openpyxl warns of styles and validations, which are not read
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            for worksheet in book.worksheets:
                worksheet.reset_dimensions()  # written wrong, they would have rows left out
                yield worksheet.title, worksheet.iter_rows(values_only=True)
        finally:
            book.close()


def _sheet(file: str, records: Rows) -> Sheet:
    """The sheet of a worksheet's rows: the header ends at its last filled cell, as do the rows."""
    sheet = Sheet(file)
    for line, record in enumerate(records, 1):
        row = [_text(value) for value in record]
        while row and not row[-1].strip():
            row.pop()
        if row:  # the rows below a table are often thousands, blank and of no interest
            row.extend([""] * (len(sheet.header) - len(row)))
        sheet.add(line, row)
    sheet.close()
    return sheet


def _text(value: Any) -> str:
    """A cell's value, as it would stand in a CSV file."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
