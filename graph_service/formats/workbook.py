"""An XLSX workbook as sheets of text: days as YYYY-MM-DD, whole numbers without a point, formulas as their last value.

A workbook is a zip archive, which may hold far more than it weighs: its entries, their sizes as declared and as they
really stream, and their ratio are checked before anything is parsed.
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

MOST_ENTRIES = 1_000
MOST_BYTES = 64 * 1024 * 1024
MOST_RATIO = 50
"""Real rosters unpack to 8 to 13 times their size."""

SMALL_BYTES = 4 * 1024 * 1024
"""What unpacks to no more than this is harmless at any ratio."""

_CHUNK = 1024 * 1024
_UNREADABLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, InvalidFileException, SyntaxError,
    OSError, EOFError, KeyError, ValueError, TypeError, AttributeError, IndexError, NotImplementedError, RuntimeError,
)  # fmt: skip
# openpyxl has no error of its own for a damaged workbook: whatever its parser trips over comes out.


def read_workbook(path: Path, names: Collection[str]) -> tuple[dict[str, Sheet], list[Fault], list[Fault]]:
    """The sheets of a workbook called by one of ``names``, and the faults and warnings of the workbook itself.

    Raises PermissionError where the file may not be read.
    """
    try:
        refusal = _danger(path)
        if refusal is not None:
            return {}, [Fault(path.name, None, None, "size", refusal)], []
        return _sheets(path, names)
    except PermissionError:
        raise
    except _UNREADABLE:
        message = "The file cannot be read as an XLSX workbook; open it in a spreadsheet and save it again as XLSX."
        return {}, [Fault(path.name, None, None, "unreadable", message)], []


def _danger(path: Path) -> str | None:
    """Why the archive must not be unpacked, as a sentence; None where it may."""
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_ENTRIES:
            return f"The workbook has {len(entries)} parts and may have {MOST_ENTRIES}; save only our tables in it."
        if _too_large(path, sum(entry.file_size for entry in entries)):
            return _too_large_sentence()
        streamed = 0
        for entry in entries:
            with archive.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    streamed += len(chunk)
                    if _too_large(path, streamed):
                        return _too_large_sentence()
                    if b"<!ENTITY" in chunk:
                        return "The workbook defines XML entities, which no spreadsheet writes; save it again as XLSX."
    return None


def _too_large(path: Path, unpacked: int) -> bool:
    return unpacked > MOST_BYTES or unpacked > max(SMALL_BYTES, MOST_RATIO * path.stat().st_size)


def _too_large_sentence() -> str:
    return (
        f"The workbook unpacks to more than {MOST_BYTES // 1024**2} MiB or {MOST_RATIO} times its size, "
        "so it was not opened; save the tables as CSV files in one folder."
    )


def _sheets(path: Path, names: Collection[str]) -> tuple[dict[str, Sheet], list[Fault], list[Fault]]:
    sheets: dict[str, Sheet] = {}
    faults: list[Fault] = []
    notes: list[Fault] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and validations, which are not read
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            for worksheet in book.worksheets:
                title = worksheet.title
                name = title.strip().casefold()
                if name not in names:
                    message = f"The sheet {title!r} is not one of our tables and was not read."
                    notes.append(Fault(path.name, None, None, "unknown-table", message))
                elif name in sheets:
                    message = f"Two sheets are called {name}; keep one of them."
                    faults.append(Fault(path.name, None, None, "duplicate-table", message))
                else:
                    worksheet.reset_dimensions()  # some programs write them wrong, and rows would be lost
                    sheets[name] = _sheet(f"{path.name}, sheet {title}", worksheet.iter_rows(values_only=True))
        finally:
            book.close()
    return sheets, faults, notes


def _sheet(file: str, records: Iterable[tuple[Any, ...]]) -> Sheet:
    """The sheet of a worksheet's rows: the header ends at its last filled cell, and rows are as long as it."""
    sheet = Sheet(file)
    for line, record in enumerate(records, 1):
        row = [_text(value) for value in record]
        while row and not row[-1].strip():
            row.pop()
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
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
