"""The rows of a survey sheet that may be answers: no further headers, no tries, none refused."""

import re
from collections.abc import Collection, Sequence

from graph_service.errors import Fault
from graph_service.formats.lines import Cells
from graph_service.formats.sent_off import TRIES, VALIDATION, is_numbered_try, review_of
from graph_service.formats.sheets import Sheet
from graph_service.formats.translation import Translation
from graph_service.formats.values import excerpt

Lines = Sequence[tuple[int, Cells]]
"""Lines of a sheet, with their cells by column."""

MOST_NAMED = 10
_HEADER_ROWS = 2
_IMPORT_ID = re.compile(r'\{\s*"ImportId"\s*:')


def rows_of(lines: Sequence[int]) -> str:
    """The lines in words: some of them where they are many.

    >>> rows_of([2]), rows_of([2, 5])
    ('line 2', 'lines 2 and 5')
    """
    if len(lines) == 1:
        return f"line {lines[0]}"
    shown, more = lines[:MOST_NAMED], len(lines) - MOST_NAMED
    if more > 0:
        return f"lines {', '.join(map(str, shown))} and {more} more"
    return f"lines {', '.join(map(str, shown[:-1]))} and {shown[-1]}"


class SheetRows:
    """Leaves out what is nobody's answer, with a note; ``asked`` are the columns asked about."""

    def __init__(self, sheet: Sheet, found: Translation, asked: Collection[str]) -> None:
        self._sheet = sheet
        self._found = found
        self._asked = asked

    def answers(self, lines: Lines) -> Lines:
        """The lines that may be answers."""
        return self._without_refused(self._without_tries(self._without_headers(lines)))

    def _without_headers(self, lines: Lines) -> Lines:
        """The lines after the further headers that Qualtrics writes: its questions, and its own ids
        of them.
        """
        number = _further_headers([cells for _, cells in lines[:_HEADER_ROWS]])
        if number:
            headers = [line for line, _ in lines[:number]]
            message = f"Left out as further headers, as Qualtrics writes them: {rows_of(headers)}."
            self._note(headers[0], None, "header-rows", message)
        return lines[number:]

    def _without_tries(self, lines: Lines) -> Lines:
        """The lines that are somebody's answer, by what Qualtrics says of each, unless one of these
        columns is asked about.
        """
        told = {column: words for column, words in TRIES.items() if column not in self._asked}
        tries = [
            line
            for line, cells in lines
            if any(words.holds(cells.get(column, "")) for column, words in told.items())
            or ("status" in told and is_numbered_try(cells))
        ]
        if tries:
            message = (
                f"Left out as previews, tests or spam, as Qualtrics marks them: {rows_of(tries)}."
            )
            self._note(tries[0], None, "preview", message)
        return [(line, cells) for line, cells in lines if line not in set(tries)]

    def _without_refused(self, lines: Lines) -> Lines:
        """The lines that a review in KoBo did not refuse."""
        if VALIDATION in self._asked:
            return lines
        told = [(line, cells, review_of(cells.get(VALIDATION, ""))) for line, cells in lines]
        for line, cells, review in told:
            if review is None:
                message = (
                    f"{excerpt(cells[VALIDATION])} is no word of KoBo's review; it is Approved, "
                    "On hold, Not approved or blank."
                )
                self._found.faults.append(
                    Fault(self._sheet.file, line, VALIDATION, "choice", message)
                )
        refused = [line for line, _, review in told if review == "not approved"]
        if refused:
            message = f"Left out, as the review in KoBo did not approve them: {rows_of(refused)}."
            self._note(refused[0], VALIDATION, "not-approved", message)
        return [(line, cells) for line, cells, review in told if review != "not approved"]

    def _note(self, line: int, column: str | None, rule: str, message: str) -> None:
        self._found.warnings.append(Fault(self._sheet.file, line, column, rule, message))


def _further_headers(first: Sequence[Cells]) -> int:
    """How many of the first rows are headers: up to the one of ids, or the first where that says
    what its columns are called.
    """
    for place, cells in enumerate(first, 1):
        filled = [cell for cell in cells.values() if cell]
        if filled and all(map(_IMPORT_ID.match, filled)):
            return place
    label = {name: text.casefold() for cells in first[:1] for name, text in cells.items()}
    return int(label.get("startdate") == "start date" or label.get("enddate") == "end date")
