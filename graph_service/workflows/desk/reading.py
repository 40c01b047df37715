"""The desk: an open database, a clock, and the facts of each school kept in memory as long as its
revision stands.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeVar, cast
from zoneinfo import ZoneInfo

from analysis.facts import Facts
from analysis.rule import Rule
from graph_service.store.engine import Engine
from graph_service.store.schools import schools
from graph_service.workflows.desk.school_facts import SchoolFacts, followed, read_school

T = TypeVar("T")
KEPT_LATELY = 4
"""How many judged caseloads are kept; one of 2,000 students takes some tens of megabytes."""
KEPT_STUDENTS = 200_000
"""How many judged students are kept, of all schools, lenses and sights together; each takes about
half a kilobyte.
"""
KEPT_FIGURES = 200
"""How many schools' figures are kept; they are a few numbers each, and judged from several days and
rules."""


class School(NamedTuple):
    """A school and the revision of its facts."""

    uid: str
    name: str
    revision: int


class Desk:
    """The workspace of every workflow: the database, the clock, the house's rule, and the schools'
    facts, loaded once a revision.
    """

    def __init__(
        self, engine: Engine, clock: Callable[[], datetime], time_zone: str, rule: Rule
    ) -> None:
        """``clock`` gives aware instants; ``time_zone`` is the school's, by its name."""
        self.engine = engine
        self.rule = rule
        self.zone = ZoneInfo(time_zone)
        self._clock = clock
        self._kept: dict[str, SchoolFacts] = {}
        self._loading: dict[str, threading.Lock] = {}
        self._guard = threading.Lock()
        self._judged: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._judged_size = 0
        self._lately: dict[int, OrderedDict[Hashable, object]] = {
            KEPT_LATELY: OrderedDict(),
            KEPT_FIGURES: OrderedDict(),
        }

    def now(self) -> datetime:
        """The instant, aware."""
        return self._clock()

    def today(self) -> date:
        """The day in the school's time zone."""
        return self.now().astimezone(self.zone).date()

    def end_of(self, day: date) -> datetime:
        """The first instant after the day, in the school's time zone."""
        return datetime.combine(day + timedelta(days=1), time.min, self.zone)

    def schools(self) -> list[School]:
        """Every school with its revision."""
        return [School(*row) for row in schools(self.engine)]

    def facts(self, school: School) -> Facts:
        """All facts of the school, retracted ones too."""
        return self.school_facts(school).facts

    def school_facts(self, school: School) -> SchoolFacts:
        """The school's facts, kept up by what its revisions changed; one thread reads, the others
        wait for it.
        """
        with self._guard:
            loading = self._loading.setdefault(school.uid, threading.Lock())
        with loading:
            kept = self._kept.get(school.uid)
            if kept is None or kept.revision != school.revision:
                kept = self._newest(school, kept)
                self._kept[school.uid] = kept
            return kept

    def _newest(self, school: School, kept: SchoolFacts | None) -> SchoolFacts:
        """The school's facts as they are now; a revision behind those kept is looked up again,
        since the school may have been asked for its revision earlier.
        """
        if kept is not None and kept.revision > school.revision:
            school = next((one for one in self.schools() if one.uid == school.uid), school)
            if kept.revision == school.revision:
                return kept
        found = None
        if kept is not None and kept.revision < school.revision:
            found = followed(self.engine, kept)
        return found or read_school(self.engine, school.uid, school.revision)

    def lately(self, key: Hashable, make: Callable[[], T], most: int = KEPT_LATELY) -> T:
        """The result of ``make``, kept for the latest keys. The key holds all that it depends on,
        the reader's rights too.

        ``most`` is how many are kept beside each other: KEPT_LATELY of what is large, KEPT_FIGURES
        of what is small.
        """
        kept = self._lately[most]
        with self._guard:
            if key in kept:
                kept.move_to_end(key)
                return cast("T", kept[key])
        made = make()
        with self._guard:
            kept[key] = made
            while len(kept) > most:
                kept.popitem(last=False)
        return made

    def judged_lately(self, key: Hashable, make: Callable[[], T], size: int) -> T:
        """The value kept under the key, or that of ``make``; the least lately asked for goes once
        there are more than KEPT_STUDENTS.

        The key holds all that it depends on but the school's revision, which what is kept follows:
        what the reader may see too. ``size`` is how many students it is about.
        """
        with self._guard:
            kept = self._judged.pop(key, None)
            if kept is None:
                kept = make(), size
                self._judged_size += size
            self._judged[key] = kept
            while len(self._judged) > 1 and self._judged_size > KEPT_STUDENTS:
                _, (_, gone) = self._judged.popitem(last=False)
                self._judged_size -= gone
            return cast("T", kept[0])
