"""An XLSX workbook as sheets of text: days as YYYY-MM-DD, whole numbers without a point, formulas
as their last value.
"""

import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from graph_service.errors import Fault
from graph_service.formats.sheets import Sheet

_UNREADABLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, InvalidFileException,
    SyntaxError,
    OSError, EOFError, KeyError, ValueError, TypeError, AttributeError, IndexError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
# openpyxl has no error of its own for a damaged workbook: whatever its parser trips over comes out.


def read_sheets(
    path: Path, names: Collection[str] | None
) -> tuple[dict[str, Sheet], list[Fault], list[Fault]]:
    """The sheets of a workbook called by one of ``names`` (None: all), and the faults and warnings
    of the workbook itself.

    Raises PermissionError where the file may not be read. Only for what ``archives.danger`` has
    found harmless.
    """
    try:
        return _sheets(path, names)
    except PermissionError:
        raise
    except _UNREADABLE:
        message = (
            "The file cannot be read as an XLSX workbook; open it in a spreadsheet and save it "
            "again as XLSX."
        )
        return {}, [Fault(path.name, None, None, "unreadable", message)], []


def _sheets(
    path: Path, names: Collection[str] | None
) -> tuple[dict[str, Sheet], list[Fault], list[Fault]]:
    sheets: dict[str, Sheet] = {}
    faults: list[Fault] = []
    notes: list[Fault] = []
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # openpyxl warns of styles and validations, which are not read
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            for worksheet in book.worksheets:
                title = worksheet.title
                name = title.strip().casefold()
                if names is not None and name not in names:
                    message = f"The sheet {title!r} is not one of our tables and was not read."
                    notes.append(Fault(path.name, None, None, "unknown-table", message))
                elif name in sheets:
                    message = f"Two sheets are called {name}; keep one of them."
                    faults.append(Fault(path.name, None, None, "duplicate-table", message))
                else:
                    # some programs write them wrong, and rows would be lost
                    worksheet.reset_dimensions()
                    sheets[name] = _sheet(
                        f"{path.name}, sheet {title}", worksheet.iter_rows(values_only=True)
                    )
        finally:
            book.close()
    return sheets, faults, notes


def _sheet(file: str, records: Iterable[tuple[Any, ...]]) -> Sheet:
    """The sheet of a worksheet's rows: the header ends at its last filled cell, and rows are as
    long as it.
    """
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
    """What a cell holds, as it would stand in a CSV file."""
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
    return _unescaped(str(value))


def _unescaped(text: str) -> str:
    """The text without the escapes (``_x000D_``) by which workbooks write control characters."""
    return (
        re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
        if "_x" in text
        else text
    )
