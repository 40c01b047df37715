"""Two readers of workbooks, a fast one and an exact one, and which of them reads what."""

import random
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from graph_service.formats import workbook
from graph_service.formats.sandboxed_child import workbook_in_child
from graph_service.formats.sheets import Sheet
from graph_service.formats.tables import read_tables

BOOKS = 40
DAY_FORMATS = (
    "yyyy-mm-dd",
    "d/m/yy",
    "[$-409]mmmm d, yyyy",
    "dd.mm.yyyy",
    "0",
    "0.00",
    "[Red]0",
    '0 "days"',
    "@",
)
PART = "xl/worksheets/sheet1.xml"


def book_of(path: Path, fill: Callable[[Any], object], **more: object) -> Path:
    """A workbook of one sheet, filled."""
    book = openpyxl.Workbook()
    for name, value in more.items():
        setattr(book, name, value)
    fill(book.worksheets[0])
    book.save(path)
    return path


def changed(path: Path, part: str, *pairs: tuple[bytes, bytes]) -> Path:
    """The workbook with some bytes of a part replaced; each of them has to be there."""
    with zipfile.ZipFile(path) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    for old, new in pairs:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def sheets(path: Path) -> dict[str, Sheet]:
    """The sheets as they are read."""
    found, faults, _ = workbook.read_sheets(path, None)
    assert faults == []
    return found


def told(read: Any, path: Path) -> dict[str, tuple[list[str], list[int], list[list[str]]]]:
    """One reader's cells of each sheet."""
    found = ((title, workbook._sheet("x", rows)) for title, rows in read(path))
    return {title: (sheet.header, sheet.lines, sheet.rows) for title, sheet in found}


def random_value(chance: random.Random) -> Any:
    """Something that a spreadsheet's cell may hold."""
    day = date.fromordinal(chance.randrange(726_000, 745_000))
    return chance.choice(
        [None, "", "Zoë", "=A1", "'", "山田", "<&>", " x ", "line\nbreak", "2025-01-01", True,
         chance.randrange(10**6), -chance.randrange(99), chance.random() * 10**9, False,
         float(chance.randrange(10**9)), day, datetime.combine(day, time(9, 30)), time(23, 5)]
    )  # fmt: skip


def test_both_readers_give_the_same_of_whatever_is_in_a_workbook(tmp_path: Path) -> None:
    """Words, numbers, days, times and formulas, blank rows and columns, sheets that are hidden."""
    chance = random.Random(11)  # noqa: S311 - the same workbooks every time

    def fill(sheet: Any) -> None:
        for _ in range(chance.randrange(1, 8)):
            sheet.append([random_value(chance) for _ in range(chance.randrange(1, 7))])
        for _ in range(chance.randrange(5)):
            cell = sheet.cell(chance.randrange(1, 12), chance.randrange(1, 9))
            cell.value, cell.number_format = (
                chance.choice((1, 45000, 45000.25, 0.5)),
                chance.choice(DAY_FORMATS),
            )
        if chance.random() < 0.3:
            sheet.insert_cols(1, chance.randrange(1, 3))
        sheet.parent.create_sheet("more").append(["id", 1])
        sheet.sheet_state = chance.choice(("visible", "hidden", "veryHidden"))

    plain = 0
    for _ in range(BOOKS):
        path = book_of(tmp_path / "any.xlsx", fill)
        assert not workbook._is_beyond_calamine(path)
        exact = told(workbook._by_openpyxl, path)
        assert told(workbook._by_calamine, path) == exact
        plain += any(rows for _, _, rows in exact.values())
    assert plain > BOOKS / 2


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?"])
def test_an_error_of_a_spreadsheet_stays_one(tmp_path: Path, error: str) -> None:
    """The fast reader would make it a blank cell, which may mean that a student named nobody."""
    path = book_of(
        tmp_path / "errors.xlsx",
        lambda sheet: [sheet.append(row) for row in (["id", "adults"], [1, error])],
    )
    assert told(workbook._by_calamine, path)["Sheet"][2] == [["1", ""]]
    assert sheets(path)["sheet"].rows == [["1", error]]


def test_long_numbers_stay_apart(tmp_path: Path) -> None:
    """Two ids of seventeen digits that are one number to whoever counts in floats."""
    path = book_of(
        tmp_path / "long.xlsx", lambda sheet: [sheet.append([value]) for value in ("id", 71, 72)]
    )
    changed(
        path, PART, (b"<v>71<", b"<v>12345678901234567<"), (b"<v>72<", b"<v>12345678901234568<")
    )
    assert len({row[0] for row in told(workbook._by_calamine, path)["Sheet"][2]}) == 1
    assert sheets(path)["sheet"].rows == [["12345678901234567"], ["12345678901234568"]]


def test_what_only_the_exact_reader_keeps_is_seen_wherever_a_part_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a file is read a few bytes at a time."""
    path = book_of(tmp_path / "cut.xlsx", lambda sheet: sheet.append(["id", "#N/A"]))
    for size in (1, 7, 64, 999):
        monkeypatch.setattr("graph_service.formats.archives.CHUNK", size)
        assert workbook._is_beyond_calamine(path)


def test_lines_and_columns_are_those_of_the_spreadsheet(tmp_path: Path) -> None:
    """A table that begins in the third line and the second column; its size is noted wrong."""

    def fill(sheet: Any) -> None:
        for place, value in {"B3": "id", "C3": "name", "B5": 1, "C5": "Ada"}.items():
            sheet[place] = value

    path = changed(book_of(tmp_path / "far.xlsx", fill), PART, (b'ref="B3:C5"', b'ref="A1"'))
    found = sheets(path)["sheet"]
    assert (found.header_line, found.header) == (3, ["", "id", "name"])
    assert (found.lines, found.rows) == ([5], [["", "1", "Ada"]])


def test_days_are_counted_from_the_year_that_the_workbook_counts_from(tmp_path: Path) -> None:
    """Some programs begin in 1904."""
    path = book_of(
        tmp_path / "mac.xlsx",
        lambda sheet: [sheet.append([value]) for value in ("on", date(2025, 1, 1))],
        epoch=CALENDAR_MAC_1904,
    )
    assert sheets(path)["sheet"].rows == [["2025-01-01"]]


def test_a_sheet_that_is_a_chart_is_passed_over(tmp_path: Path) -> None:
    """It has no rows."""
    path = book_of(tmp_path / "chart.xlsx", lambda sheet: sheet.append(["id"]))
    book = openpyxl.load_workbook(path)
    book.create_chartsheet("Picture")
    book.save(path)
    assert list(sheets(path)) == ["sheet"]


def test_a_cell_very_far_out_costs_the_child_its_memory_and_not_the_service(tmp_path: Path) -> None:
    """One letter in the last cell there is: a fault in a sentence, and everything else goes on."""

    def fill(sheet: Any) -> None:
        sheet.title = "students"
        sheet.append(["id", "name", "school"])

    path = book_of(tmp_path / "met.xlsx", fill)
    changed(path, PART, (b"</row>", b'</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))
    assert [fault.rule for fault in read_tables(path).faults] == ["unreadable"]
    good = book_of(tmp_path / "good.xlsx", lambda sheet: sheet.append(["id"]))
    assert workbook_in_child(good, None)[0]["sheet"].header == ["id"]
