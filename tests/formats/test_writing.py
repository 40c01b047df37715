"""Writing tables and reading them back."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.statements import IN_CONFIDENCE
from graph_service.formats.columns import TABLES
from graph_service.formats.tables import read_tables
from graph_service.formats.values import EARLIEST
from graph_service.formats.writing import write_tables
from graph_service.records.tables import (
    AdultRow,
    AnswerRow,
    ContactRow,
    ReportRow,
    RoundRow,
    StudentRow,
    Tables,
    TieRow,
)
from tests.formats.whole import content_sha256

_UNSEEN = "\u200b\u2028\u2029\ufeff"
_letters = st.characters(
    exclude_categories=["Cc", "Cf", "Cs"], exclude_characters=_UNSEEN
) | st.sampled_from("=+-@＝＋－＠'\",;")


def _clean(text: str) -> bool:
    return bool(text) and text == text.strip()


text = st.text(_letters, min_size=1, max_size=12).filter(_clean)
lines = st.text(_letters | st.just("\n"), min_size=1, max_size=20).filter(_clean)
items = st.lists(text.filter(lambda item: ";" not in item), unique=True, max_size=3).map(tuple)
days = st.dates(EARLIEST, date(2100, 1, 1))
maybe_text = st.none() | text
line = st.just(0)


def attributes() -> st.SearchStrategy[Any]:
    """Further columns whose names are nobody else's."""
    known = {column.name for column in TABLES["students"].columns}
    names = st.sampled_from(["lunch", "=x", "first language", "'=y"]).filter(
        lambda name: name not in known
    )
    return st.dictionaries(names, text, max_size=3).map(lambda held: tuple(sorted(held.items())))


def word(table: str, column: str) -> st.SearchStrategy[str]:
    """One of the words a column allows."""
    words = {
        ("students", "status"): ["enrolled", "graduated", "left"],
        ("adults", "kind"): ["staff", "mentor", "family", "community"],
        ("ties", "role"): ["advisor", "mentor", "family", "teacher", "other", "peer"],
        ("rounds", "kind"): [
            "student_voice",
            "staff_mapping",
            "advisor_report",
            "conversation",
            IN_CONFIDENCE,
        ],
        ("rounds", "asks"): ["both", "adults", "peers"],
        ("answers", "status"): ["asked", "answered", "declined", "absent"],
        ("reports", "support"): ["supportive", "neutral", "stressful", "none"],
    }
    return st.sampled_from(words[table, column])


counts = st.integers(0, 100)
caps = st.none() | st.integers(1, 100)
schools = st.builds(
    Tables,
    students=st.lists(
        st.builds(
            StudentRow,
            line,
            text,
            text,
            text,
            maybe_text,
            maybe_text,
            word("students", "status"),
            st.none() | days,
            st.none(),
            items,
            attributes(),
            maybe_text,
        ),
        max_size=4,
    ),
    adults=st.lists(
        st.builds(
            AdultRow,
            line,
            text,
            text,
            word("adults", "kind"),
            maybe_text,
            maybe_text,
            maybe_text,
            st.none() | counts,
            items,
            st.none(),
            st.none() | days,
        ),
        max_size=4,
    ),
    ties=st.lists(
        st.builds(
            TieRow,
            line,
            text,
            text,
            word("ties", "role"),
            st.none() | days,
            st.none(),
            st.none() | lines,
        ),
        max_size=4,
    ),
    rounds=st.lists(
        st.builds(
            RoundRow,
            line,
            text,
            text,
            word("rounds", "kind"),
            word("rounds", "asks"),
            days,
            st.none(),
            caps,
            caps,
        ),
        max_size=2,
    ),
    answers=st.lists(
        st.builds(
            AnswerRow,
            line,
            text,
            text,
            text,
            word("answers", "status"),
            st.none() | days,
            counts,
            counts,
        ),
        max_size=4,
    ),
    reports=st.lists(
        st.builds(
            ReportRow,
            line,
            text,
            text,
            text,
            text,
            word("reports", "support"),
            st.none() | st.integers(1, 3),
            items,
            st.none() | days,
            st.booleans(),
        ),
        max_size=4,
    ),
    contacts=st.lists(st.builds(ContactRow, line, text, text, days, text, maybe_text), max_size=4),
    given=st.just(set(TABLES)),
)


def without_lines(tables: Tables) -> Tables:
    """The tables with every row at line 0, and their further columns known by the rows alone."""
    rows: dict[str, Any] = {
        name: [row._replace(line=0) for row in getattr(tables, name)] for name in TABLES
    }
    return replace(tables, **rows, attributes=None)


@settings(max_examples=60, deadline=None)
@given(schools, st.sampled_from(["\n", "\r\n"]))
def test_what_is_written_is_read_back_exactly(tables: Tables, line_end: str) -> None:
    """Formulas, quotation marks, separators and line breaks in cells survive, and so does the
    hash.
    """
    with TemporaryDirectory() as folder:
        write_tables(tables, Path(folder), line_end)
        reading = read_tables(Path(folder))
    assert reading.faults == []
    assert without_lines(reading.tables) == tables
    assert reading.sha256 == content_sha256(tables)


def test_only_tables_that_are_given_or_have_rows_are_written(tmp_path: Path) -> None:
    """A table nobody gave leaves no file; an empty one that was given leaves its header."""
    write_tables(
        Tables(adults=[AdultRow(0, "A1", "Ms Ito", "staff")], given={"ties"}),
        tmp_path / "new" / "folder",
    )
    assert sorted(file.name for file in (tmp_path / "new" / "folder").iterdir()) == [
        "adults.csv",
        "ties.csv",
    ]
    ties = (tmp_path / "new" / "folder" / "ties.csv").read_bytes()
    assert ties == b"student_id,alter_id,role,since,until,detail\r\n"


@pytest.mark.parametrize("name", ["＝SUM(A1)", "=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "'=1"])
def test_no_cell_begins_as_a_formula(tmp_path: Path, name: str) -> None:
    """A spreadsheet shows the text, it runs nothing."""
    write_tables(Tables(adults=[AdultRow(0, "A1", name, "staff")]), tmp_path)
    assert f"A1,'{name},staff" in (tmp_path / "adults.csv").read_text(encoding="utf-8")
    assert read_tables(tmp_path).tables.adults[0].name == name
