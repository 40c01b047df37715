"""A column of days and times: what was written on which day, and one fault for all that nobody can
read for certain.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from graph_service.errors import Fault
from graph_service.formats import instants
from graph_service.formats.instants import Moment, moment
from graph_service.formats.translation import Choices, Translation
from graph_service.formats.values import CellError, excerpt

MOST_SHOWN = 3


class DayColumn(NamedTuple):
    """The column's cells by line; the first day on which one may lie tells a spreadsheet's number
    from another one.
    """

    file: str
    column: str
    cells: Mapping[int, str]
    opened_on: str = ""

    def read(self, choices: Choices, found: Translation) -> dict[int, Moment]:
        """The moment of each line that has one; what cannot be read is told once for each cause,
        with its count.
        """
        order = self._order(choices, found)
        moments: dict[int, Moment] = {}
        unordered: dict[int, str] = {}
        unread: dict[int, str] = {}
        far: dict[str, dict[int, str]] = {}
        serials: dict[int, str] = {}
        check = choices.days.parser(needed=False)
        for line, text in self.cells.items():
            read = moment(text, order, choices.zone)
            serial = self._serial(text, choices) if read is None else None
            if serial is not None:
                serials[line], read = text, Moment(serial)
            if read is None:
                (unordered if order == "iso" and instants.is_in_numbers(text) else unread)[line] = (
                    text
                )
                continue
            try:
                check(read.day.isoformat())
            except CellError as error:
                far.setdefault(str(error), {})[line] = text
                continue
            moments[line] = read
        self._tell_faults(found, unordered, unread, far)
        self._note_outside(found, moments, choices.today)
        if serials:
            self._note(
                found,
                serials,
                "are a spreadsheet's numbers of days and were read as days counted from 1900",
            )
        return moments

    def _order(self, choices: Choices, found: Translation) -> str:
        """How days in numbers are written: as was said, else as the column itself shows, with a
        note.
        """
        shown = instants.order_shown(self.cells.values()) if choices.dates == "iso" else None
        if shown is None:
            return choices.dates
        order, text = shown
        line = next(line for line, other in self.cells.items() if other == text)
        message = (
            f"Days in numbers were read {order.replace('-', ' ')}, as {excerpt(text)} can be "
            "nothing else; "
            "say --dates if that is wrong."
        )
        found.warnings.append(Fault(self.file, line, self.column, "dates", message))
        return order

    def _serial(self, text: str, choices: Choices) -> date | None:
        """The day of a spreadsheet's number that lies between the round's opening and today, as no
        other reading of it does.
        """
        day = instants.serial_day(text)
        if day is None or not self.opened_on or day.isoformat() < self.opened_on:
            return None
        return day if choices.today is None or day <= choices.today else None

    def _tell_faults(
        self,
        found: Translation,
        unordered: Mapping[int, str],
        unread: Mapping[int, str],
        far: Mapping[str, Mapping[int, str]],
    ) -> None:
        if unordered:
            rest = "may be day first or month first; say --dates day-first or --dates month-first"
            self._refuse(found, unordered, rest)
        if unread:
            rest = (
                "cannot be read as a day; write it YYYY-MM-DD, say --dates day-first or "
                "month-first if that is its order, or name "
                "another column in [survey] day"
            )
            self._refuse(found, unread, rest)
        for message, cells in far.items():
            first = next(iter(cells))
            times = "" if len(cells) == 1 else f" ({len(cells)} cells)"
            found.faults.append(
                Fault(self.file, first, self.column, "far", f"{message.rstrip('.')}{times}.")
            )

    def _note_outside(
        self, found: Translation, moments: Mapping[int, Moment], today: date | None
    ) -> None:
        """Days before the round and days to come: they may have been read in the wrong order."""
        early = {
            line: self.cells[line]
            for line, read in moments.items()
            if read.day.isoformat() < self.opened_on
        }
        late = {
            line: self.cells[line]
            for line, read in moments.items()
            if today is not None and read.day > today
        }
        if early:
            verb = "lies" if len(early) == 1 else "lie"
            self._note(
                found,
                early,
                (
                    f"{verb} before the round began on {self.opened_on}; check --dates and "
                    "[round] opened_on"
                ),
            )
        if late:
            verb = "lies" if len(late) == 1 else "lie"
            self._note(
                found,
                late,
                f"{verb} in the future, and an answer counts only from its day on; check --dates",
            )

    def _refuse(self, found: Translation, cells: Mapping[int, str], rest: str) -> None:
        found.faults.append(
            Fault(self.file, next(iter(cells)), self.column, "date", f"{_shown(cells)} {rest}.")
        )

    def _note(self, found: Translation, cells: Mapping[int, str], rest: str) -> None:
        found.warnings.append(
            Fault(self.file, next(iter(cells)), self.column, "dates", f"{_shown(cells)} {rest}.")
        )


def _shown(cells: Mapping[int, str]) -> str:
    """Some of the texts and how many cells there are: "03/11/2026" and "04/11/2026" (12 cells)."""
    texts = list(dict.fromkeys(cells.values()))[:MOST_SHOWN]
    shown = " and ".join(map(excerpt, texts))
    return shown if len(cells) == 1 else f"{shown} ({len(cells)} cells)"
