"""The terms of a study: for what, by whom and until when its data may leave, and in which form."""

from datetime import date
from typing import Literal, NamedTuple

Use = Literal["restricted", "public"]
USES: tuple[Use, ...] = ("restricted",)
"""The uses that a study can be opened for. *Restricted*: exact rows and ties, for named people."""
SMALLEST = range(5, 31)
"""The fewest students of whom a table may tell together."""


class StudyTerms(NamedTuple):
    """The terms that were agreed when a study was opened.

    ``recipients`` are the people who may hold the files, in words. ``measures`` are the names of
    those that leave; none means all. ``smallest`` is the fewest students of a table's cell.
    ``until`` is the first day on which nothing leaves any more.
    """

    purpose: str
    use: str
    recipients: str
    measures: tuple[str, ...]
    smallest: int
    until: date | None
