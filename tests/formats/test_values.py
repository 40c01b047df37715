"""The values of single cells, and the words of refusals."""

from datetime import date

import pytest

from graph_service.formats import values
from graph_service.formats.values import CellError, DayReading


@pytest.mark.parametrize(
    "text",
    ["31/12/2025", "2025-1-2", "20251231", "2025-W01-1", "2025-12-31 00:00:00", "٢٠٢٥-١٢-٣١"],
)
def test_a_date_is_written_in_one_way_only(text: str) -> None:
    """Anything but YYYY-MM-DD is refused with the sentence that says so."""
    with pytest.raises(CellError, match="must be written YYYY-MM-DD"):
        values.day(text)


def test_a_day_must_be_in_the_calendar() -> None:
    """A well written day that does not exist is refused."""
    assert values.day("2024-02-29") == date(2024, 2, 29)
    with pytest.raises(CellError, match="not in the calendar"):
        values.day("2025-02-29")


@pytest.mark.parametrize("text", ["0", "-1", "1.0", "one", "٣", "1e3", "100001", "9" * 5000])
def test_a_cap_is_a_whole_number_from_one(text: str) -> None:
    """Nothing but digits within bounds is a number."""
    with pytest.raises(CellError, match="whole number from 1 to"):
        values.whole(1)(text)


def test_words_may_be_written_in_capitals() -> None:
    """Words of a list and true and false are read in any case."""
    assert values.one_of("asked", "answered")("ANSWERED") == "answered"
    assert values.truth("TRUE") is True
    assert values.truth("false") is False


def test_a_wrong_word_is_answered_with_the_words_allowed() -> None:
    """The refusal lists what may stand there."""
    with pytest.raises(
        CellError, match=r'"maybe" is not one of .* write asked, answered or declined'
    ):
        values.one_of("asked", "answered", "declined")("maybe")
    with pytest.raises(CellError, match="must be true or false"):
        values.truth("yes")


@pytest.mark.parametrize(
    "mark", ["\x00", "\x1f", "\n", "\t", "\x85", "\u202e", "\u2028", "\ufeff", "\ud800"]
)
def test_no_invisible_character_stands_in_a_name(mark: str) -> None:
    """Control characters, line breaks and direction overrides are refused."""
    with pytest.raises(CellError, match="control character"):
        values.line_of_text(200)(f"Sam{mark}Ito")


def test_a_detail_may_have_lines_and_nothing_else_invisible() -> None:
    """Line ends come out as LF."""
    assert values.lines_of_text(1000)("a\r\nb\rc\nd") == "a\nb\nc\nd"
    with pytest.raises(CellError):
        values.lines_of_text(1000)("a\x0bb")


def test_a_list_drops_blank_and_repeated_items() -> None:
    """Items are parted by semicolons and trimmed."""
    assert values.items(1000)(" art; music;;art ;") == ("art", "music")


def test_an_excerpt_is_short_and_printable() -> None:
    """At most 40 characters of a cell stand in a message."""
    assert values.excerpt("a\x1bb") == '"a?b"'
    assert len(values.excerpt("x" * 500)) == 42
    with pytest.raises(CellError, match="has 201 characters and may have 200"):
        values.line_of_text(200)("x" * 201)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "'=x", "''+x", "'quoted'", "plain", "'", "=", ""]
)
def test_what_guards_a_formula_is_taken_off_exactly(text: str) -> None:
    """Guarded text never begins as a formula, and unguarding gives back the text."""
    guarded = values.guard(text)
    assert guarded[:1] not in ("=", "+", "-", "@")
    assert values.unguard(guarded) == text


def test_days_in_another_order_are_read_only_where_that_is_said() -> None:
    """Refused with the setting that would allow them; with it, read in that order alone, and ISO
    days too.
    """
    for text in ("31/12/2025", "1.2.2025", "01-02-2025"):
        with pytest.raises(CellError, match="--dates day-first or month-first"):
            values.day(text)
    assert values.day_first("1/2/2025") == values.month_first("2/1/2025") == date(2025, 2, 1)
    assert values.day_first("2025-02-01") == values.day_first("01.02.2025") == date(2025, 2, 1)
    for parse, text in (
        (values.month_first, "31/12/2025"),
        (values.day_first, "1/2.2025"),
        (values.day_first, "1/2/25"),
    ):
        with pytest.raises(CellError):
            parse(text)


def test_a_lost_character_is_refused() -> None:
    """A character that an earlier program could not read is not kept as if it were a name."""
    with pytest.raises(CellError):
        values.line_of_text(99)("Zo\ufffd Ito")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1949-12-31", "The day 1949-12-31 lies before 1950; correct it, or leave it blank"),
        ("1900-01-01", "lies before 1950"),
        ("2036-02-29", "lies more than ten years ahead"),
        ("9999-12-31", "lies more than ten years ahead"),
    ],
)
def test_a_day_far_off_is_refused(text: str, told: str) -> None:
    """Before 1950, and more than ten years after the day on which it is read; how far ahead is not
    asked without that day.
    """
    days = DayReading("iso", date(2026, 2, 28))
    with pytest.raises(CellError, match=told):
        days.parser(needed=False)(text)
    with pytest.raises(CellError, match=r"correct it\.$"):
        days.parser(needed=True)(text)
    assert (days.is_early(text), days.is_late(text)) == (text < "2000", text > "2000")
    assert not DayReading().is_late(text)


@pytest.mark.parametrize("text", ["1950-01-01", "1999-09-01", "2036-02-28"])
def test_a_day_that_may_be_is_read(text: str) -> None:
    """The first and the last of them."""
    days = DayReading("iso", date(2026, 2, 28))
    assert days.parser(needed=True)(text) == date.fromisoformat(text)
    assert not days.is_early(text)
    assert not days.is_late(text)


def test_what_is_no_day_is_neither_early_nor_late() -> None:
    """The reading of days says it, by the order in which they are written."""
    assert not DayReading().is_early("1/1/1900")
    assert DayReading("day-first").is_early("1/1/1900")
