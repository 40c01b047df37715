"""A table as it was written down, from CSV: header and rows of text, each with the physical line it
begins on.
"""

import csv
import io
import re
from collections.abc import Collection, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import dropwhile
from pathlib import Path
from typing import BinaryIO

from graph_service.errors import Fault
from graph_service.formats.encodings import OLDER, NoEncoding, encoding_of, older_note
from graph_service.formats.faults import MANY, MOST_FAULTS, NOTHING_READ, Faults
from graph_service.formats.textlines import BLANK, TextLines
from graph_service.formats.values import excerpt

SEPARATORS = ",;\t"
MOST_BROKEN = 50
"""So many rows with broken quotation are told of before the rest of the file is given up."""

HEADER_BYTES = 65536
MOST_COLUMNS = 16_384
"""As many as a spreadsheet may have."""
CELLS_A_ROW = 50
"""Fewer rows are read at a time from a table with more columns."""
_DECLARED = re.compile(r'"?sep=(?:(\\t)|([^"\r\n]))"?[,;\t\r\n]*', re.IGNORECASE)
"""A first line by which a file tells spreadsheets its separator. Some write the tab as a backslash
and a t."""

_NUL = "The line holds a NUL character; remove it, or save the file again as CSV."


@dataclass(slots=True)
class Sheet:
    """One table's text. ``lines[i]`` is where ``rows[i]`` begins, from 1; all rows are as long as
    ``header``.

    ``labels`` are the names that our columns have in the file, where they have others there.
    ``whole`` is False where part of the file could not be read, where what other tables refer to
    may have stood. ``blanks`` tells of rows that are blank, or were cut or filled up to the
    header's length: how many, and the first line.
    """

    file: str
    header_line: int = 1
    header: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    warnings: Faults = field(default_factory=Faults)
    whole: bool = True
    labels: Mapping[str, str] = field(default_factory=dict)
    blanks: dict[str, tuple[int, int]] = field(default_factory=dict)

    def refuse(self, line: int | None, rule: str, message: str) -> None:
        """Note a fault that leaves something of the file unread."""
        self.faults.append(Fault(self.file, line, None, rule, message))
        self.whole = False

    def add(self, line: int, row: list[str]) -> None:
        """Take in a record: the first that is not blank is the header, blank ones are skipped,
        ragged ones refused.
        """
        if not "".join(row).strip():
            if row and self.header:
                self._pass_over("blank-rows", line)
            return
        if not self.header:
            self.header_line, self.header = line, row[:MOST_COLUMNS]
            if len(row) > MOST_COLUMNS:
                message = (
                    f"The header has {len(row)} columns and may have {MOST_COLUMNS}; keep those "
                    "that are needed."
                )
                self.refuse(line, "columns", message)
        elif len(row) == len(self.header):
            self._take(line, row)
        elif not "".join([*row[len(self.header) :], *self.header[len(row) :]]).strip():
            self._pass_over("blank-cells", line)
            self._take(line, [*row[: len(self.header)], *[""] * (len(self.header) - len(row))])
        else:
            self.refuse(
                line,
                "ragged",
                f"The row has {_cells(len(row))} where the header has {len(self.header)}; "
                "give it as many, and put cells that hold the separator in quotation marks.",
            )

    def _take(self, line: int, row: list[str]) -> None:
        self.lines.append(line)
        self.rows.append(row)

    def _pass_over(self, rule: str, line: int) -> None:
        times, first = self.blanks.get(rule, (0, line))
        self.blanks[rule] = times + 1, first

    def title(self, column: str) -> str:
        """A column's name as the header writes it; the name itself where the header has none
        such.
        """
        return next(
            (cell.strip() for cell in self.header if cell.strip().casefold() == column.casefold()),
            column,
        )

    def next_part(self) -> "Sheet":
        """A sheet for the rows after these."""
        return Sheet(
            self.file, self.header_line, self.header, labels=self.labels, blanks=self.blanks
        )

    def close(self) -> None:
        """Say so where there was nothing to take in, or where rows were blank or longer or shorter
        than the header.
        """
        if not self.header and self.whole:
            self.refuse(
                None,
                "empty",
                "The file is empty; write at least the header line, or leave the file out.",
            )
        for rule, (times, first) in self.blanks.items():
            rows = "1 row" if times == 1 else f"{times} rows, first in line {first},"
            message = f"{rows} {_BLANKS[rule][times > 1]}."
            self.warnings.append(Fault(self.file, first, None, rule, message))


_BLANKS = {
    "blank-rows": (
        "has only blank cells and was left out",
        "have only blank cells and were left out",
    ),
    "blank-cells": (
        "has another number of blank cells at its end than the header and was read without them",
        (
            "have another number of blank cells at their end than the header and were read "
            "without them"
        ),
    ),
}

Parts = Generator[Sheet, None, None]
"""One table's text as several sheets, one after the other; the file is open until they are all
taken, or closed."""


def read_parts(file: str, stream: BinaryIO, columns: Collection[str], most: int) -> Parts:
    """The content of an open CSV file as several sheets, one after the other, of ``most`` rows
    each; at least one. ``columns`` are the names by which its header tells the separator.
    """
    sheet = Sheet(file)
    try:
        encoding = encoding_of(stream)
    except NoEncoding as unknown:
        sheet.refuse(unknown.line, "encoding", str(unknown))
        yield sheet
        return
    if encoding == OLDER:
        sheet.warnings.append(older_note(file, stream))
    with io.TextIOWrapper(stream, encoding, newline="") as text:
        lines = TextLines(text)
        separator = _separator(sheet, lines, columns)
        for part in _records(sheet, lines, separator, most):
            nuls = [Fault(file, number, None, "nul", _NUL) for number in lines.nuls()]
            part.faults = Faults([*nuls, *part.faults])
            part.whole = part.whole and not part.faults
            yield part


def read_header(path: Path, columns: Collection[str]) -> list[str]:
    """The first line of a CSV file; empty where it cannot be read."""
    try:
        with path.open("rb") as stream:
            content = stream.read(HEADER_BYTES)
    except OSError:
        return []
    lines = TextLines(io.StringIO(content.decode("utf-8-sig", "replace"), newline=""))
    separator = _separator(Sheet(path.name), lines, columns)
    try:
        return next(
            (row for row in csv.reader(lines, delimiter=separator) if "".join(row).strip()), []
        )
    except csv.Error:
        return []


def _separator(sheet: Sheet, lines: TextLines, columns: Collection[str]) -> str:
    """The separator that makes most known columns of the header, then most columns; the comma where
    none makes more.

    Where two fit as well, the one that the file declares in a line before the header is taken, with
    a note.
    """
    head = lines.head(MOST_BROKEN)
    found = _DECLARED.fullmatch(head[0]) if head else None
    if found is None:
        return max(SEPARATORS, key=lambda mark: _known(head, mark, columns))
    lines.skip(head[0])
    message = (
        f"The line {excerpt(head[0].strip())} says how cells are parted, and was not taken "
        "for the header."
    )
    sheet.warnings.append(Fault(sheet.file, lines.first - 1, None, "separator", message))
    rest = list(dropwhile(lambda line: not line.strip(BLANK), head[1:]))
    declared = "\t" if found[1] else str(found[2])
    separators: list[str] = [declared, *SEPARATORS]
    return max(separators, key=lambda mark: _known(rest, mark, columns))


def _known(lines: list[str], separator: str, columns: Collection[str]) -> tuple[int, int]:
    try:
        header = next(csv.reader(lines, delimiter=separator, strict=True), [])
    except csv.Error:
        return 0, 0
    return sum(cell.strip().casefold() in columns for cell in header), len(header) if len(
        header
    ) > 1 else 0


def _records(sheet: Sheet, lines: TextLines, separator: str, most: int) -> Iterator[Sheet]:
    """Take in all records; after one with broken quotation, go on at the line after its first."""
    for _ in range(MOST_BROKEN):
        try:
            for row in csv.reader(lines, delimiter=separator, strict=True):
                sheet.add(lines.first, row)
                lines.forget()
                if sheet.faults.total + lines.nuls_so_far() > MOST_FAULTS:
                    sheet.refuse(lines.first, MANY, NOTHING_READ)
                    yield sheet
                    return
                if max(len(sheet.rows), len(sheet.rows) * len(sheet.header) // CELLS_A_ROW) >= most:
                    yield sheet
                    sheet = sheet.next_part()
        except csv.Error as error:
            broken = lines.first
            sheet.refuse(broken, "quotes", _quotation(str(error)))
            lines.go_back()
            if not sheet.header:
                yield sheet
                return
        else:
            sheet.close()
            yield sheet
            return
    sheet.refuse(
        broken,
        "quotes",
        "From here on nothing was read, as too many rows have broken quotation marks.",
    )
    yield sheet


def _quotation(reason: str) -> str:
    if "limit" in reason:
        return "A cell has more than 131,072 characters; close its quotation mark, or shorten it."
    return (
        "A cell that begins with a quotation mark is not closed by one; close it, "
        "and write a quotation mark inside such a cell twice."
    )


def _cells(number: int) -> str:
    return "1 cell" if number == 1 else f"{number} cells"
