"""The terms of a study: for what, by whom and until when its data may leave, and in which form."""

from datetime import date, timedelta
from typing import NamedTuple

RESTRICTED = "restricted"
"""The use that a study is opened for: exact rows and ties, for named people."""


class StudyTerms(NamedTuple):
    """The terms that were agreed when a study was opened.

    ``recipients`` are the people who may hold the files, in words. ``measures`` are the names of
    those that leave; none means all. ``until`` is the first day on which nothing leaves any more.
    """

    purpose: str
    use: str
    recipients: str
    measures: tuple[str, ...]
    until: date | None

    @property
    def last_day(self) -> date | None:
        """The last day on which files leave; None where no end was set."""
        return self.until - timedelta(days=1) if self.until else None
