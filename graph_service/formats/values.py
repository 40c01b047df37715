"""The values of our tables' cells: parsers from trimmed text to a value. A refusal says what to
do.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from graph_service.records.texts import MARKS, is_seen

Parser = Callable[[str], object]
"""From the trimmed, non-blank text of a cell to its value; raises CellError."""

ID_LIMIT = 200
NAME_LIMIT = 200
DETAIL_LIMIT = 1000
NUMBER_LIMIT = 100_000
EXCERPT_LIMIT = 40
EARLIEST = date(1950, 1, 1)
YEARS_AHEAD = 10
"""A day before the one, or further ahead than the other, is a slip or a stand-in for one that
nobody knows."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WRITTEN = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_DIGITS = re.compile(r"-?[0-9]{1,18}")
_UNSEEN_IN_LINES = re.compile(f"[\x00-\x09{MARKS}]")
_FORMULA = r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
"""How a formula begins; spreadsheets take the full-width signs for the same."""
_RUNS = re.compile(f"'*{_FORMULA}")
_GUARDED = re.compile(f"'+{_FORMULA}")


class CellError(Exception):
    """A cell that cannot be read: ``rule`` is the rule's short name, the text one sentence."""

    def __init__(self, rule: str, sentence: str) -> None:
        super().__init__(sentence)
        self.rule = rule


def excerpt(text: str) -> str:
    """The text in quotation marks, at most 40 characters of it, with everything unprintable as a
    question mark.
    """
    shown = "".join(mark if mark.isprintable() else "?" for mark in text[: EXCERPT_LIMIT + 1])
    return f'"{shown}"' if len(shown) <= EXCERPT_LIMIT else f'"{shown[: EXCERPT_LIMIT - 1]}…"'


def guard(text: str) -> str:
    """The text so that no spreadsheet runs it as a formula: with ``'`` before it where it would."""
    return f"'{text}" if _RUNS.match(text) else text


def unguard(text: str) -> str:
    """The text without the one ``'`` that ``guard`` put before it."""
    return text[1:] if _GUARDED.match(text) else text


def line_of_text(limit: int) -> Parser:
    """A parser of text on one line, of at most ``limit`` characters, none of them invisible."""

    def read(text: str) -> str:
        _check_length(text, limit)
        if not is_seen(text):
            raise CellError(
                "characters",
                (
                    f"{excerpt(text)} holds a line break or another control character; write it "
                    "on one line, without it."
                ),
            )
        return text

    return read


def lines_of_text(limit: int) -> Parser:
    """A parser of text that may have several lines, which come out parted by LF."""

    def read(text: str) -> str:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        _check_length(text, limit)
        if _UNSEEN_IN_LINES.search(text):
            raise CellError("characters", f"{excerpt(text)} holds a control character; remove it.")
        return text

    return read


def items(limit: int) -> Parser:
    """A parser of a list written with semicolons between its items; blank and repeated items fall
    away.
    """
    read_line = line_of_text(limit)

    def read(text: str) -> tuple[str, ...]:
        read_line(text)
        return tuple(dict.fromkeys(item.strip() for item in text.split(";") if item.strip()))

    return read


def day(text: str) -> date:
    """A day written YYYY-MM-DD, and in no other way."""
    if _DAY.fullmatch(text):
        return _day(text, *text.split("-"))
    hint = (
        "; if every date is so, say --dates day-first or month-first"
        if _WRITTEN.fullmatch(text)
        else ""
    )
    raise CellError(
        "date",
        f"The date {excerpt(text)} must be written YYYY-MM-DD, for example 2025-12-31{hint}.",
    )


def day_first(text: str) -> date:
    """A day written D/M/YYYY (with points or hyphens too), or YYYY-MM-DD."""
    return _in_order(text, "D/M/YYYY", lambda first, second, year: (year, second, first))


def month_first(text: str) -> date:
    """A day written M/D/YYYY (with points or hyphens too), or YYYY-MM-DD."""
    return _in_order(text, "M/D/YYYY", lambda first, second, year: (year, first, second))


DATES: Mapping[str, Callable[[str], date]] = {
    "iso": day,
    "day-first": day_first,
    "month-first": month_first,
}
"""How days may be written, by the name of the setting; never guessed."""


class DayReading(NamedTuple):
    """How days are read: by which of ``DATES``, and on which day, which bounds them (None: however
    late they may be).
    """

    order: str = "iso"
    today: date | None = None

    def parser(self, *, needed: bool) -> Parser:
        """A parser of days that are neither far gone nor far ahead; ``needed``: the cell may not be
        blank.
        """

        def read(text: str) -> date:
            found = DATES[self.order](text)
            far = (
                "before 1950"
                if found < EARLIEST
                else "more than ten years ahead"
                if self._is_ahead(found)
                else ""
            )
            if far:
                blank = "" if needed else ", or leave it blank if there is none or nobody knows it"
                raise CellError("far", f"The day {found} lies {far}; correct it{blank}.")
            return found

        return read

    def is_early(self, text: str) -> bool:
        """Whether the text is a day that is too long ago."""
        found = self.found(text)
        return found is not None and found < EARLIEST

    def is_late(self, text: str) -> bool:
        """Whether the text is a day that is too far ahead."""
        found = self.found(text)
        return found is not None and self._is_ahead(found)

    def found(self, text: str) -> date | None:
        """The day that the text is, however early or late; None where it is none."""
        try:
            return DATES[self.order](text)
        except CellError:
            return None

    def _is_ahead(self, found: date) -> bool:
        today = self.today
        return (
            today is not None
            and (found.year - YEARS_AHEAD, *found.timetuple()[1:3]) > today.timetuple()[:3]
        )


def _in_order(text: str, shape: str, turn: Callable[[str, str, str], tuple[str, str, str]]) -> date:
    if _DAY.fullmatch(text):
        return day(text)
    written = _WRITTEN.fullmatch(text)
    if written is None:
        raise CellError("date", f"The date {excerpt(text)} must be written {shape} or YYYY-MM-DD.")
    return _day(text, *turn(written[1], written[3], written[4]))


def _day(text: str, year: str, month: str, of_month: str) -> date:
    try:
        return date(int(year), int(month), int(of_month))
    except ValueError:
        raise CellError(
            "date", f"The date {excerpt(text)} is not in the calendar; write a real day."
        ) from None


def whole(least: int, most: int = NUMBER_LIMIT) -> Parser:
    """A parser of whole numbers from ``least`` to ``most``."""

    def read(text: str) -> int:
        number = int(text) if _DIGITS.fullmatch(text) else None
        if number is None or not least <= number <= most:
            raise CellError(
                "number", f"{excerpt(text)} must be a whole number from {least} to {most}."
            )
        return number

    return read


OPEN = 0
"""The cap of a round whose answers leave open how many there are: no answer is complete."""


def cap(text: str) -> object:
    """The most that could be named, or the word *open*."""
    return OPEN if text.casefold() == "open" else whole(1)(text)


def one_of(*words: str) -> Parser:
    """A parser of one of some words, in capitals or not."""
    choices = ", ".join(words[:-1]) + f" or {words[-1]}"

    def read(text: str) -> str:
        word = text.casefold()
        if word not in words:
            raise CellError(
                "choice", f"{excerpt(text)} is not one of the words allowed here; write {choices}."
            )
        return word

    return read


def truth(text: str) -> bool:
    """True or false, in capitals or not."""
    word = text.casefold()
    if word not in ("true", "false"):
        raise CellError(
            "boolean", f"{excerpt(text)} must be true or false, or left blank for false."
        )
    return word == "true"


def _check_length(text: str, limit: int) -> None:
    if len(text) > limit:
        raise CellError(
            "length",
            f"{excerpt(text)} has {len(text)} characters and may have {limit}; make it shorter.",
        )
