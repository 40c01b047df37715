"""The empty workbook that a school fills in."""

from pathlib import Path

import openpyxl

from graph_service.formats.columns import TABLES
from graph_service.formats.explanations import EXPLANATIONS
from graph_service.formats.tables import read_tables
from graph_service.formats.template import write_template


def test_every_column_is_explained() -> None:
    """In the order in which they are written, and no other."""
    assert {name: list(columns) for name, columns in EXPLANATIONS.items()} == {
        table.name: [column.name for column in table.columns] for table in TABLES.values()
    }


def test_the_template_is_read_as_it_is_without_its_examples(tmp_path: Path) -> None:
    """It has every table and column, no fault and no row; each example row is noted."""
    write_template(tmp_path / "school.xlsx")
    reading = read_tables(tmp_path / "school.xlsx")
    assert reading.faults == []
    assert [note.rule for note in reading.warnings] == ["example"] * len(TABLES)
    assert reading.tables.given == set(TABLES)
    assert not any(getattr(reading.tables, name) for name in TABLES)
    assert reading.tables.missing == {}


def test_an_example_would_be_read_under_another_id(tmp_path: Path) -> None:
    """The examples are rows that the tables hold."""
    path = tmp_path / "school.xlsx"
    write_template(path)
    book = openpyxl.load_workbook(path)
    for name, first in {
        "students": "1001",
        "adults": "A1",
        "ties": "1001",
        "rounds": "R",
        "contacts": "1001",
    }.items():
        book[name].cell(2, 1).value = first
    for name in ("answers", "reports"):
        book[name].cell(2, 1).value = "R"
    book.save(path)
    reading = read_tables(path)
    assert reading.faults == []
    assert reading.check((), (), ()) == []
    assert reading.tables.students[0].name == "Ada Lee"


def test_choices_are_drop_downs_and_headers_explain_themselves(tmp_path: Path) -> None:
    """Every cell is text, so that an id keeps its zeros."""
    write_template(tmp_path / "school.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "school.xlsx")["ties"]
    assert [validation.formula1 for validation in sheet.data_validations.dataValidation] == [
        '"advisor,mentor,family,teacher,other,peer"'
    ]
    assert "must be filled in" in sheet["A1"].comment.text
    assert sheet["A2"].number_format == "@"
