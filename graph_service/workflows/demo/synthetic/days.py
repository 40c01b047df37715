"""The school's calendar, all of it counted back from today, so that nothing is stale by
accident.
"""

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

YEAR = timedelta(days=365)
FIVE_MONTHS = 152
"""Days: as long after graduating as the field asks who is still in contact."""


class SchoolYear(NamedTuple):
    """When the school's year began and its rounds were held. Grade 9 came on the year's first
    day.
    """

    today: date

    def ago(self, days: int) -> date:
        """So many days before today."""
        return self.today - timedelta(days=days)

    @property
    def year_began(self) -> date:
        """The first day of this school year."""
        return self.ago(95)

    @property
    def graduated(self) -> date:
        """The first day on which last year's grade 12 were students no longer: more than five
        months ago.
        """
        return self.ago(175)

    @property
    def last_voice(self) -> tuple[date, date]:
        """Last year's student round, opened and closed more than a year ago."""
        return self.ago(425), self.ago(404)

    @property
    def staff(self) -> tuple[date, date]:
        """This year's rounds of advisors and teachers, before the students were asked."""
        return self.ago(76), self.ago(58)

    @property
    def voice(self) -> tuple[date, date]:
        """This autumn's student round."""
        return self.ago(45), self.ago(24)

    def came(self, grade: int) -> date:
        """The day on which students of this grade came to grade 9."""
        return self.year_began - (grade - 9) * YEAR


def day_between(chance: Random, first: date, last: date) -> date:
    """Any day from first to last, both included."""
    return first + timedelta(days=chance.randint(0, (last - first).days))
