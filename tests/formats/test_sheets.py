"""CSV bytes as rows: encodings, separators, line ends, and the physical line of whatever is
wrong.
"""

import io
import sys
from contextlib import closing
from itertools import product

import pytest

from graph_service.formats.sheets import MOST_BROKEN, Sheet, read_parts

COLUMNS = {"id", "name", "detail"}


def read(text: str | bytes) -> Sheet:
    """The sheet of a file's text."""
    stream = io.BytesIO(text if isinstance(text, bytes) else text.encode())
    with closing(read_parts("ties.csv", stream, COLUMNS, sys.maxsize)) as parts:
        return next(parts)


def places(sheet: Sheet) -> list[tuple[int | None, str]]:
    """Line and rule of each fault."""
    return [(fault.line, fault.rule) for fault in sheet.faults]


@pytest.mark.parametrize(
    ("encoding", "separator", "end"),
    list(product(["utf-8", "utf-8-sig", "cp1252"], [",", ";", "\t"], ["\n", "\r\n", "\r"])),
)
def test_the_same_rows_come_from_every_way_of_saving_csv(
    encoding: str, separator: str, end: str
) -> None:
    """Encoding, BOM, separator and line end make no difference to the rows and their lines."""
    records = [["id", "name", "detail"], ["1", "Zoë", '"a' + end + 'b"'], ["2", "Sam", ""]]
    text = end.join(separator.join(record) for record in records) + end
    sheet = read(text.encode(encoding))
    assert sheet.header == ["id", "name", "detail"]
    assert [row[:2] for row in sheet.rows] == [["1", "Zoë"], ["2", "Sam"]]
    assert sheet.lines == [2, 4]
    assert not sheet.faults
    assert [fault.rule for fault in sheet.warnings] == (
        ["encoding"] if encoding == "cp1252" else []
    )


def test_a_list_with_semicolons_does_not_make_the_separator() -> None:
    """The separator is told by the header's known names, not by counting marks."""
    assert read("id,name;x;y;z,detail\n1,b,c\n").rows == [["1", "b", "c"]]
    assert read("id;name;a,b,c,d\n1;2;3\n").rows == [["1", "2", "3"]]


def test_a_fault_names_the_first_line_of_its_record() -> None:
    """Cells with line breaks before it and in it do not shift the line."""
    sheet = read('id,name\n1,"a\nb\nc"\n\n , \n2,"d\ne",3\n3\n')
    assert sheet.lines == [2]
    assert places(sheet) == [(7, "ragged"), (9, "ragged")]
    assert "The row has 3 cells where the header has 2" in sheet.faults[0].message


@pytest.mark.parametrize("header", ["id,name,,", "id,name", "id,name,"])
@pytest.mark.parametrize("row", ["1,a", "1,a,", "1,a,,,", "1,a, ,\t"])
def test_blank_cells_at_the_end_of_a_row_or_of_the_header_lose_nothing(
    header: str, row: str
) -> None:
    """The row is read as long as the header; where the two differ, one note counts the rows."""
    sheet = read(f"{header}\n{row}\n{row}\n")
    assert sheet.faults == []
    assert [len(cells) for cells in sheet.rows] == [len(sheet.header)] * 2
    assert [cells[:2] for cells in sheet.rows] == [["1", "a"]] * 2
    differs = header.count(",") != row.count(",")
    assert [note[:4] for note in sheet.warnings] == [("ties.csv", 2, None, "blank-cells")] * differs
    assert all(
        note.message.startswith("2 rows, first in line 2, have another number")
        for note in sheet.warnings
    )


def test_a_row_that_lacks_a_cell_with_a_name_is_refused() -> None:
    """It may have been cut off, or hold a cell in which the separator stands."""
    assert places(read("id,name,detail,\n1,a\n2,a,b\n3,a,b,c,d\n")) == [
        (2, "ragged"),
        (4, "ragged"),
    ]


def test_rows_of_blank_cells_are_left_out_with_their_count() -> None:
    """In the middle and at the end; a line without any cell is no row and is not told of."""
    sheet = read("id,name\n1,a\n,\n\n , \n2,b\n,\n\n")
    assert sheet.lines == [2, 6]
    assert sheet.faults == []
    assert [note.message for note in sheet.warnings] == [
        "3 rows, first in line 3, have only blank cells and were left out."
    ]


@pytest.mark.parametrize(
    ("declared", "separator"),
    [
        ("sep=;", ";"),
        ('"sep=,"', ","),
        ("SEP=\t", "\t"),
        ("sep=\\t", "\t"),
        ("\ufeffsep=|", "|"),
        ("\nsep=,,,", ","),
    ],
)
def test_a_line_that_declares_the_separator_is_no_header(declared: str, separator: str) -> None:
    """It is followed, and a note says so; lines keep their numbers."""
    sheet = read(f"{declared}\n\nid{separator}name\n1{separator}a\n")
    before = declared.count("\n")
    assert (sheet.header, sheet.rows, sheet.faults) == (["id", "name"], [["1", "a"]], [])
    assert (sheet.header_line, sheet.lines) == (3 + before, [4 + before])
    assert [note[:4] for note in sheet.warnings] == [("ties.csv", 1 + before, None, "separator")]


def test_a_declared_separator_that_the_file_does_not_have_is_not_followed() -> None:
    """Another program saved the file anew and left the line."""
    assert read("sep=;\nid,name\n1,a\n").rows == [["1", "a"]]


def test_an_unclosed_quotation_is_refused_at_its_line_and_hides_nothing_after_it() -> None:
    """Reading goes on at the next line, whether another quotation follows or not."""
    assert places(read('id,name\n1,a\n2,"b\n3,c\n4\n')) == [(3, "quotes"), (5, "ragged")]
    sheet = read('id,name\n1,"b\n2,c\n3,"d"\n4,"e\n')
    assert places(sheet) == [(2, "quotes"), (5, "quotes")]
    assert sheet.lines == [3, 4]
    assert not sheet.whole


def test_a_header_with_an_unclosed_quotation_is_one_fault() -> None:
    """Without a header nothing else is read."""
    assert places(read('id,"name\n1,a\n')) == [(1, "quotes")]


def test_many_broken_quotations_end_the_reading() -> None:
    """The reading gives up with a sentence, instead of going over the file again and again."""
    sheet = read("id,name\n" + '1,"a"b\n' * 500)
    assert sheet.faults.total == MOST_BROKEN + 1
    assert "nothing was read" in sheet.faults[-1].message


def test_a_cell_too_long_for_any_table_is_refused_at_its_line() -> None:
    """A very long cell is most often an unclosed quotation."""
    sheet = read("id,name\n1,a\n2," + "x" * 140_000 + "\n3,c\n")
    assert places(sheet) == [(3, "quotes")]
    assert sheet.lines == [2, 4]


def test_a_nul_is_refused_at_its_line() -> None:
    """Every line with a NUL is named, and the rest is read."""
    sheet = read("id,name\n1,a\0\n2,b\n3\0,c,d\n")
    assert places(sheet) == [(2, "nul"), (4, "nul"), (4, "ragged")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_one_fault_that_says_how_to_save(encoding: str) -> None:
    """A spreadsheet's "Unicode text" is recognised."""
    sheet = read("id,name\n1,a\n".encode(encoding))
    assert places(sheet) == [(None, "encoding")]
    assert "UTF-8" in sheet.faults[0].message


def test_bytes_of_no_encoding_are_refused_at_their_line() -> None:
    """A byte that neither encoding has is a fault."""
    assert places(read(b"id,name\n1,\x81\n")) == [(2, "encoding")]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n", b" , \r\n"])
def test_an_empty_file_is_one_fault(content: bytes) -> None:
    """A file without a header says so."""
    assert places(read(content)) == [(None, "empty")]


def test_a_header_alone_is_an_empty_table() -> None:
    """Nobody yet is a fine table."""
    sheet = read("id,name\n")
    assert not sheet.faults
    assert sheet.rows == []
