"""Where rows come from: a table may be made of several files, and a fault names the row's own file
and the columns as they are there.
"""

from collections.abc import Mapping
from typing import NamedTuple, Self


class Origin(NamedTuple):
    """A file, and the names that our columns have in it, where they have others there."""

    file: str
    labels: Mapping[str, str]


class Line(int):
    """A line of a file that is not the first of its table's files, and so has to say which it is
    of.
    """

    origin: Origin

    def __new__(cls, number: int, origin: Origin) -> Self:
        """The line of that number."""
        made = super().__new__(cls, number)
        made.origin = origin
        return made

    def __reduce__(self) -> tuple[type["Line"], tuple[int, Origin]]:
        """Kept whole on a shelf."""
        return Line, (int(self), self.origin)


def origin_of(line: int, first: Origin) -> Origin:
    """The file that the line is of; a plain number is of the ``first`` of the table's files."""
    return line.origin if isinstance(line, Line) else first
