"""A table as it was written down, from CSV: header and rows of text, each with the physical line it begins on."""

import csv
import io
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph_service.errors import Fault
from graph_service.formats.values import excerpt

SEPARATORS = ",;\t"
MOST_BROKEN = 50
"""So many rows with broken quotation are told of before the rest of the file is given up."""

HEADER_BYTES = 65536
MOST_EXAMPLES = 10
"""So many cells are shown of those that the older encoding changes."""

_ACCENTED = re.compile(r"""[^,;\t"\r\n]*[^\x00-\x7f,;\t"\r\n][^,;\t"\r\n]*""")


@dataclass(slots=True)
class Sheet:
    """One table's text. ``lines[i]`` is where ``rows[i]`` begins, from 1; all rows are as long as ``header``.

    ``labels`` are the names that our columns have in the file, where they have others there.
    ``whole`` is False where part of the file could not be read, where what other tables refer to may have stood.
    """

    file: str
    header_line: int = 1
    header: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    whole: bool = True
    labels: Mapping[str, str] = field(default_factory=dict)

    def refuse(self, line: int | None, rule: str, message: str) -> None:
        """Note a fault that leaves something of the file unread."""
        self.faults.append(Fault(self.file, line, None, rule, message))
        self.whole = False

    def add(self, line: int, row: list[str]) -> None:
        """Take in a record: the first that is not blank is the header, blank ones are skipped, ragged ones refused."""
        if not "".join(row).strip():
            return
        if not self.header:
            self.header_line, self.header = line, row
        elif len(row) == len(self.header):
            self.lines.append(line)
            self.rows.append(row)
        else:
            self.refuse(
                line,
                "ragged",
                f"The row has {_cells(len(row))} where the header has {len(self.header)}; "
                "give it as many, and put cells that hold the separator in quotation marks.",
            )

    def close(self) -> None:
        """Say so where there was nothing to take in."""
        if not self.header and self.whole:
            self.refuse(None, "empty", "The file is empty; write at least the header line, or leave the file out.")


def read_csv(file: str, content: bytes, columns: Collection[str]) -> Sheet:
    """The sheet that a CSV file's bytes hold; ``columns`` are the names by which its header tells the separator."""
    sheet = Sheet(file)
    text = _decoded(sheet, content)
    if text is None:
        return sheet
    lines = list(io.StringIO(text, newline=""))
    if "\0" in text:
        _refuse_nul(sheet, lines)
        lines = [line.replace("\0", "") for line in lines]
    _read_records(sheet, lines, _separator(lines, columns))
    sheet.close()
    return sheet


def read_header(path: Path, columns: Collection[str]) -> list[str]:
    """The first line of a CSV file; empty where it cannot be read."""
    try:
        with path.open("rb") as stream:
            content = stream.read(HEADER_BYTES)
    except OSError:
        return []
    text = content.decode("utf-8-sig", "replace")
    lines = list(io.StringIO(text.replace("\0", ""), newline=""))
    try:
        return next(
            (row for row in csv.reader(lines, delimiter=_separator(lines, columns)) if "".join(row).strip()), []
        )
    except csv.Error:
        return []


def _decoded(sheet: Sheet, content: bytes) -> str | None:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or content[:2].count(0) == 1:
        sheet.refuse(None, "encoding", "The file is written in UTF-16; save it again as CSV in UTF-8.")
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass  # the older encoding is tried next
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        sheet.refuse(line, "encoding", "It is neither UTF-8 nor Windows-1252; save the file again as CSV in UTF-8.")
        return None
    sheet.warnings.append(
        Fault(
            sheet.file,
            None,
            None,
            "encoding",
            f"{sheet.file} is not UTF-8 and was read as Windows-1252{_examples(text)}. "
            "Look at the names with accents; if they are wrong, save the file as CSV in UTF-8.",
        )
    )
    return text


def _examples(text: str) -> str:
    """Some of the cells of which the older encoding makes a difference, as they were read."""
    cells = dict.fromkeys(found.strip() for found in _ACCENTED.findall(text))
    shown = ", ".join(excerpt(cell) for cell in list(cells)[:MOST_EXAMPLES])
    more = len(cells) - MOST_EXAMPLES
    return f": {shown}" + (f" and {more} more" if more > 0 else "") if shown else ""


def _refuse_nul(sheet: Sheet, lines: list[str]) -> None:
    for number, line in enumerate(lines, 1):
        if "\0" in line:
            sheet.refuse(number, "nul", "The line holds a NUL character; remove it, or save the file again as CSV.")


def _separator(lines: list[str], columns: Collection[str]) -> str:
    """The separator that makes most known columns of the header, then most columns; the comma where none makes more."""
    first = next((number for number, line in enumerate(lines) if line.strip(" \t\r\n,;")), 0)
    return max(SEPARATORS, key=lambda mark: _known(lines[first : first + MOST_BROKEN], mark, columns))


def _known(lines: list[str], separator: str, columns: Collection[str]) -> tuple[int, int]:
    try:
        header = next(csv.reader(lines, delimiter=separator, strict=True), [])
    except csv.Error:
        return 0, 0
    return sum(cell.strip().casefold() in columns for cell in header), len(header) if len(header) > 1 else 0


def _read_records(sheet: Sheet, lines: list[str], separator: str) -> None:
    """Take in all records; after one with broken quotation, go on at the line after its first."""
    start = 0
    for _ in range(MOST_BROKEN):
        reader = csv.reader(lines[start:], delimiter=separator, strict=True)
        before = 0
        try:
            for row in reader:
                sheet.add(start + before + 1, row)
                before = reader.line_num
        except csv.Error as error:
            start += before + 1
            sheet.refuse(start, "quotes", _quotation(str(error)))
            if not sheet.header:
                return
        else:
            return
    sheet.refuse(start, "quotes", "From here on nothing was read, as too many rows have broken quotation marks.")


def _quotation(reason: str) -> str:
    if "limit" in reason:
        return "A cell has more than 131,072 characters; close its quotation mark, or shorten it."
    return (
        "A cell that begins with a quotation mark is not closed by one; close it, "
        "and write a quotation mark inside such a cell twice."
    )


def _cells(number: int) -> str:
    return "1 cell" if number == 1 else f"{number} cells"
