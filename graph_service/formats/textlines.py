"""The lines of a text as a reader of records takes them: numbered, without NULs, and to be gone
back over.
"""

from collections import deque
from collections.abc import Iterable

from graph_service.formats.faults import MOST_FAULTS

BLANK = " \t\r\n,;"


class TextLines:
    """Lines, one after the other. Those since the last record are kept; ``first`` is the number of
    the first of them, from 1.
    """

    def __init__(self, text: Iterable[str]) -> None:
        self.first = 1
        self._text = iter(text)
        self._came = 0
        self._ahead: deque[str] = deque()
        self._taken: list[str] = []
        self._nuls: list[int] = []

    def __iter__(self) -> "TextLines":
        return self

    def __next__(self) -> str:
        line = self._ahead.popleft() if self._ahead else self._new()
        self._taken.append(line)
        return line

    def head(self, most: int) -> list[str]:
        """The first lines, from the first that says something; they are still to be taken."""
        said: list[str] = []
        while len(said) < most:
            try:
                line = self._new()
            except StopIteration:
                break
            self._ahead.append(line)
            if said or line.strip(BLANK):
                said.append(line)
        return said or list(self._ahead)[:most]

    def skip(self, line: str) -> None:
        """Take all up to this line and with it, which are no records."""
        while next(self) != line:
            pass
        self.forget()

    def forget(self) -> None:
        """A record ends here."""
        self.first += len(self._taken)
        self._taken.clear()

    def go_back(self) -> None:
        """Give up the record and begin again with the line after its first."""
        self._ahead.extendleft(reversed(self._taken[1:]))
        self._taken.clear()
        self.first += 1

    def nuls(self) -> list[int]:
        """The numbers of lines with a NUL that came since this was last asked; of too many, the
        first.
        """
        found, self._nuls = self._nuls, []
        return found

    def nuls_so_far(self) -> int:
        """How many of them there are."""
        return len(self._nuls)

    def _new(self) -> str:
        line = next(self._text)
        self._came += 1
        if "\0" in line:
            if len(self._nuls) <= MOST_FAULTS:
                self._nuls.append(self._came)
            line = line.replace("\0", "")
        return line
