"""Whether a row of a roster is in force, by the status columns of many systems. A word that nobody
knows is a fault.
"""

from collections.abc import Mapping
from typing import Any

from graph_service.errors import Fault
from graph_service.formats.lines import Cells
from graph_service.formats.sheets import Sheet
from graph_service.formats.translation import Translation
from graph_service.formats.values import excerpt

COLUMNS = (
    "status", "enableduser", "enabled", "isenabled", "active", "isactive", "accountenabled",
    "account status",
    "accountstatus", "user status", "userstatus", "record status", "recordstatus",
    "enrollment status",
    "enrollmentstatus", "enrolment status", "enrolmentstatus",
)  # fmt: skip
"""Columns that say whether their row is in force."""

OTHERWISE = (
    "disabled",
    "isdisabled",
    "deleted",
    "isdeleted",
    "archived",
    "isarchived",
    "inactive",
    "isinactive",
)
"""Columns that say whether it is not."""

ALL = (*COLUMNS, *OTHERWISE)

_YES = frozenset("active enabled enrolled current true yes y t 1".split())
_NO = frozenset(
    "inactive disabled deleted tobedeleted withdrawn false no n f 0 left former ended exited "
    "dropped removed terminated "
    "transferredout archived deactivated notactive notenrolled unenrolled disenrolled expelled "
    "graduated cancelled "
    "canceled".split()
)
"""Words that mean one thing wherever they stand: somebody suspended, say, is not one or the
other."""


class Statuses:
    """The meaning of a roster's status columns. ``words`` are those of a mapping: active or
    inactive, by the text written.
    """

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._words = {
            _plain(str(word)): _plain(str(meaning)) in _YES for word, meaning in words.items()
        }
        self._unknown: dict[tuple[str, str, str], list[int]] = {}

    def is_gone(self, sheet: Sheet, line: int, cells: Cells) -> bool:
        """Whether one of the columns says that the row is not in force; a word that nobody knows is
        kept, to be told.
        """
        said = [self._means(sheet, line, column, cells.get(column, "")) for column in COLUMNS]
        return False in said or True in [
            self._means(sheet, line, column, cells.get(column, "")) for column in OTHERWISE
        ]

    def tell(self, found: Translation) -> None:
        """A fault for each word that nobody knows, once a column, with the count of its rows."""
        for (file, column, word), lines in self._unknown.items():
            rows = (
                "1 row has"
                if len(lines) == 1
                else f"{len(lines)} rows (the first is this one) have"
            )
            message = (
                f"{rows} {excerpt(word)} here, and nobody knows whether that is enrolled; say so "
                "in the mapping's "
                f'[roster.statuses], as {excerpt(word)} = "active" or "inactive".'
            )
            found.faults.append(Fault(file, lines[0], column, "status", message))

    def _means(self, sheet: Sheet, line: int, column: str, cell: str) -> bool | None:
        word = _plain(cell)
        if word in self._words:
            return self._words[word]
        if not word or word in _YES or word in _NO:
            return word in _YES if word else None
        self._unknown.setdefault((sheet.file, sheet.title(column), cell), []).append(line)
        return None


def _plain(word: str) -> str:
    return "".join(letter for letter in word.casefold() if letter.isalnum())
