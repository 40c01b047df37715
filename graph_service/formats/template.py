"""An empty workbook of our own tables: headers that explain themselves, drop-downs, and an example
row in each.
"""

from pathlib import Path
from typing import BinaryIO

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from graph_service.formats.columns import TABLES, Table
from graph_service.formats.explanations import EXPLANATIONS, must

ROWS = 20_000
"""So many rows have a drop-down and are kept as text."""

_NEEDED = PatternFill("solid", fgColor="FFE3EEF6")
_EXAMPLE = Font(italic=True, color="FF767676")


def write_template(path: Path | BinaryIO) -> None:
    """Write the workbook. Every cell is text, so that no spreadsheet turns an id into a number;
    raises OSError.
    """
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for table in TABLES.values():
        _fill(book.create_sheet(table.name), table)
    book.save(path)


def _fill(sheet: Worksheet, table: Table) -> None:
    sheet.freeze_panes = "A2"
    for place, column in enumerate(table.columns, 1):
        explained = EXPLANATIONS[table.name][column.name]
        letter = get_column_letter(place)
        header = sheet.cell(1, place, column.name)
        header.font = Font(bold=True)
        header.comment = Comment(
            f"{explained.sentence} {must(column)}", "Support Web", height=90, width=260
        )
        if column.required:
            header.fill = _NEEDED
        example = sheet.cell(2, place, explained.example or None)
        example.font = _EXAMPLE
        example.number_format = "@"
        sheet.column_dimensions[letter].width = max(
            12, len(column.name) + 4, len(explained.example) + 2
        )
        sheet.column_dimensions[letter].number_format = "@"
        if column.words:
            choice = DataValidation(
                "list", formula1=f'"{",".join(column.words)}"', allow_blank=not column.required
            )
            choice.error = f"Write {', '.join(column.words)}."
            choice.add(f"{letter}2:{letter}{ROWS}")
            sheet.add_data_validation(choice)
