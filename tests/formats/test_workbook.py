"""The same tables as one XLSX workbook."""

import csv
import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graph_service.formats.archives import CHUNK
from graph_service.formats.tables import read_tables
from tests.formats.school import SCHOOL, write_school


def cell(text: str) -> Any:
    """A cell as a spreadsheet would hold it: numbers as floats, days as days, TRUE as truth."""
    if text.isdigit():
        return float(text)
    if len(text) == 10 and text[4] == "-":
        return datetime.fromisoformat(text)
    return True if text == "TRUE" else text or None


def write_book(path: Path, **changed: list[list[Any]]) -> Path:
    """The small school as a workbook, with some sheets' rows changed."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, text in SCHOOL.items():
        sheet = book.create_sheet(name.capitalize())
        rows = [[cell(value) for value in row] for row in csv.reader(io.StringIO(text))]
        for row in changed.get(name, rows):
            sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_gives_the_same_tables_as_a_folder(tmp_path: Path) -> None:
    """Number cells are ids without a point, date cells days, and the content's hash is the same."""
    book = read_tables(write_book(tmp_path / "met.xlsx"))
    folder = read_tables(write_school(tmp_path / "met"))
    assert book.faults == []
    assert book.tables == folder.tables
    assert book.sha256 == folder.sha256


def test_faults_name_sheet_and_row(tmp_path: Path) -> None:
    """Blank rows count, short rows are filled up, and a cell beyond the header is refused."""
    header = ["student_id", "adult_id", "on", "kind"]
    rows: list[list[Any]] = [
        header,
        [],
        [1001, "A1", "31/12/2025", "meeting"],
        [1001, "A1", datetime(2025, 1, 1, 9, 30), "meeting"],  # noqa: DTZ001  a spreadsheet knows no time zone
        [1001, "A1", date(2025, 1, 1)],
        [1001, "A1", date(2025, 1, 1), "meeting", None, "beyond"],
        [1001.5, "A1", date(2025, 1, 1), "meeting"],
    ]
    reading = read_tables(write_book(tmp_path / "met.xlsx", contacts=rows))
    file = "met.xlsx, sheet Contacts"
    assert [fault[:4] for fault in reading.faults] == [
        (file, 3, "on", "date"),
        (file, 4, "on", "date"),
        (file, 5, "kind", "required"),
        (file, 6, None, "ragged"),
    ]
    assert [fault[:4] for fault in reading.check(set(), set(), set())] == [
        (file, 7, "student_id", "nobody")
    ]


def test_other_sheets_are_warned_of(tmp_path: Path) -> None:
    """A sheet of another name is not read; with none of ours there is one fault."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Notes"
    book.save(tmp_path / "notes.xlsx")
    reading = read_tables(tmp_path / "notes.xlsx")
    assert [fault.rule for fault in reading.faults] == ["no-table"]
    assert [fault.rule for fault in reading.warnings] == ["unknown-table"]


@pytest.mark.parametrize(
    ("content", "rule"),
    [(b"", "empty"), (b"no zip at all", "unreadable"), (b"PK\x03\x04" + b"x" * 99, "unreadable")],
)
def test_a_damaged_workbook_is_one_fault(tmp_path: Path, content: bytes, rule: str) -> None:
    """A file that is no workbook is called so."""
    path = tmp_path / "met.xlsx"
    path.write_bytes(content)
    assert [fault[:4] for fault in read_tables(path).faults] == [("met.xlsx", None, None, rule)]


@pytest.mark.parametrize("at", [0.2, 0.4, 0.6, 0.8, 0.95])
def test_a_workbook_with_a_damaged_part_is_a_fault_and_no_crash(tmp_path: Path, at: float) -> None:
    """Bytes overwritten anywhere end in a fault, or in the same tables where they did not
    matter.
    """
    path = write_book(tmp_path / "met.xlsx")
    content = bytearray(path.read_bytes())
    place = int(len(content) * at)
    content[place : place + 40] = b"\xff" * 40
    path.write_bytes(content)
    reading = read_tables(path)
    assert reading.faults or reading.tables.students


def test_a_workbook_that_unpacks_to_far_more_is_not_opened(tmp_path: Path) -> None:
    """Size and ratio are looked at before anything is parsed."""
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 8_000_000)
    faults = read_tables(path).faults
    assert [fault.rule for fault in faults] == ["size"]
    assert "was not opened" in faults[0].message


def test_a_workbook_of_very_many_parts_or_with_entities_is_not_opened(tmp_path: Path) -> None:
    """No spreadsheet writes either."""
    for name, parts in (
        ("many", {f"part{number}": "x" for number in range(1001)}),
        ("entities", {"a": "<!ENTITY x>"}),
    ):
        with zipfile.ZipFile(tmp_path / f"{name}.xlsx", "w") as archive:
            for part, text in parts.items():
                archive.writestr(part, text)
        assert [fault.rule for fault in read_tables(tmp_path / f"{name}.xlsx").faults] == ["size"]


ENTITIES = '<?xml version="1.0"{}?>\n<!DOCTYPE x [<!ENTITY y "z">]><x>&y;</x>'
DECLARED = ENTITIES.format(' encoding="{}"')


@pytest.mark.parametrize("content", [
    ENTITIES.format("").encode(),
    ENTITIES.format("").encode("utf-8-sig"),
    DECLARED.format("utf-16").encode("utf-16"),
    ENTITIES.format("").encode("utf-16-le"),
    ENTITIES.format("").encode("utf-16-be"),
    DECLARED.format("utf-32").encode("utf-32"),
    DECLARED.format("utf-7").partition("\n")[0].encode()
    + ENTITIES.format("").partition("\n")[2].encode("utf-7"),
    b"<?xml version='1.0' encoding = 'mac_arabic'?>\xbc\xa1DOCTYPE x>",
    b'<?xml version="1.0"' + b" " * 2000 + b'encoding="mac_arabic"?>\xbc\xa1DOCTYPE x>',
    b"<x>" + b" " * (CHUNK - 7) + b"<!DOCTYPE x SYSTEM 'file:///etc/passwd'>",
    b"<x>" + b" " * (CHUNK - 12) + b"<!DOCTYPE x>",
    (" " * (CHUNK // 2 - 3) + "<!DOCTYPE x>").encode("utf-16-le"),
])  # fmt: skip
def test_a_workbook_that_defines_entities_is_not_opened_in_whichever_encoding(
    tmp_path: Path, content: bytes
) -> None:
    """Nor where the definition is cut by the end of what is read at a time, nor in an encoding in
    which other bytes begin it.
    """
    path = write_book(tmp_path / "school.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/worksheets/sheet99.xml", content)
    faults = read_tables(path).faults
    assert [fault.rule for fault in faults] == ["size"]
    assert "defines XML entities" in faults[0].message


@pytest.mark.parametrize(("part", "content"), [
    ("xl/worksheets/extra.xml", '<?xml version="1.0" encoding="UTF-16"?><x/>'.encode("utf-16")),
    ("xl/worksheets/extra.xml",
    b"\xef\xbb\xbf<?xml version='1.0' encoding='utf-8' standalone='yes'?><x/>"),
    ("xl/media/logo.svg",
    b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x"><svg/>'),
    ("xl/media/photo.png", bytes(range(256)) * 40),
])  # fmt: skip
def test_a_workbook_with_what_spreadsheets_do_write_is_opened(
    tmp_path: Path, part: str, content: bytes
) -> None:
    """Two bytes a letter, a mark at the beginning, a drawing as drawing programs write it, a
    photograph.
    """
    path = write_book(tmp_path / "school.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(part, content)
    assert read_tables(path).faults == []


def test_a_cell_of_a_table_may_speak_of_entities(tmp_path: Path) -> None:
    """Tables in an archive are no XML."""
    folder = write_school(tmp_path / "met")
    with zipfile.ZipFile(tmp_path / "met.zip", "w") as archive:
        for file in folder.glob("*.csv"):
            archive.writestr(
                file.name, file.read_text(encoding="utf-8").replace("Zoë", "<!ENTITY Zoë")
            )
    assert read_tables(tmp_path / "met.zip").faults == []


def test_cells_of_every_kind_are_read_as_they_would_stand_in_csv(tmp_path: Path) -> None:
    """Truth, times, fractions and escaped line ends become text, and a sheet given twice is a
    fault.
    """
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "students"
    sheet.append(["id", "name", "school", "flag", "hour", "rate", "note"])
    sheet.append([1, "Sam", "Met", True, time(9, 30), 0.5, "a_x000D_b"])
    book.create_sheet("Students ").append(["id"])
    book.save(tmp_path / "met.xlsx")
    reading = read_tables(tmp_path / "met.xlsx")
    assert [(fault.line, fault.column, fault.rule) for fault in reading.faults] == [
        (None, None, "duplicate-table"),
        (2, "note", "characters"),
    ]
    assert reading.tables.students[0].attributes == (
        ("flag", "true"),
        ("hour", "09:30:00"),
        ("rate", "0.5"),
    )
