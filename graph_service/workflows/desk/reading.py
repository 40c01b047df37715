"""The desk: an open database, a clock, and the facts of each school kept in memory as long as its
revision stands.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from datetime import date, datetime, time, timedelta
from operator import attrgetter
from typing import NamedTuple, TypeVar, cast
from zoneinfo import ZoneInfo

from analysis.confidence import closed_with_their_rounds, with_later_confidentiality
from analysis.evidence import Evidence
from analysis.facts import Facts
from analysis.rule import Rule
from analysis.visible import Sight, visible
from facts.people import STUDENT
from facts.recorded import Recorded
from facts.ties import Enrolment, Membership
from graph_service.access.reader import Reader
from graph_service.records.fact_rows import FactRows
from graph_service.store.engine import Engine
from graph_service.store.facts import school_rows
from graph_service.store.schools import schools
from graph_service.store.scope import scope
from graph_service.workflows.desk.beginnings import check_begun, check_known
from graph_service.workflows.desk.lens import Lens

T = TypeVar("T")
KEPT_LATELY = 4
"""How many judged caseloads are kept; one of 2,000 students takes some tens of megabytes."""
KEPT_FIGURES = 200
"""How many schools' figures are kept; they are a few numbers each, and judged from several days and
rules."""


def facts_of(rows: FactRows) -> Facts:
    """The rows as facts, in an order of their own: a database gives them in another once anything
    has been written.

    What is in a round in confidence is so itself: whoever reads reports reads them from here.
    """
    facts = Facts(
        people={person.uid: person for person in sorted(rows.people, key=_BY_UID)},
        enrolments=sorted(rows.enrolments, key=_begun),
        memberships=sorted(rows.memberships, key=_begun),
        ties=sorted(rows.ties, key=_BY_ID),
        rounds={round_.uid: round_ for round_ in sorted(rows.rounds, key=_BY_UID)},
        answers=sorted(rows.answers, key=_BY_ID),
        reports=sorted(rows.reports, key=_BY_ID),
        contacts=sorted(rows.contacts, key=_BY_ID),
        advisories={place.uid: place for place in sorted(rows.advisories, key=_BY_UID)},
    )
    return closed_with_their_rounds(facts)


_BY_ID = attrgetter("id")
_BY_UID = attrgetter("uid")


def _begun(row: Recorded[Enrolment] | Recorded[Membership]) -> tuple[str, date, datetime, str]:
    fact = row.fact
    where = fact.school if isinstance(fact, Enrolment) else fact.advisory
    return fact.student, fact.since or date.min, row.recorded_at, where


class School(NamedTuple):
    """A school and the revision of its facts."""

    uid: str
    name: str
    revision: int


class Desk:
    """What every workflow works at: the database, the clock, the house's rule, and the schools'
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
        self._kept: dict[str, tuple[int, Facts]] = {}
        self._loading: dict[str, threading.Lock] = {}
        self._guard = threading.Lock()
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
        """All facts of the school, retracted ones too; one thread loads, the others wait for it."""
        with self._guard:
            loading = self._loading.setdefault(school.uid, threading.Lock())
        with loading:
            kept = self._kept.get(school.uid)
            if kept is None or kept[0] < school.revision:
                kept = (school.revision, facts_of(school_rows(self.engine, school.uid)))
                self._kept[school.uid] = kept
            return kept[1]

    def lately(self, key: Hashable, make: Callable[[], T], most: int = KEPT_LATELY) -> T:
        """What ``make`` gives, kept for the latest keys; the key holds all that it depends on, the
        reader's rights too.

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


class Seen(NamedTuple):
    """What a reader may see of one school: the facts left for them, the students in scope with the
    reason.

    ``partial`` where they lead not all of these students, and so may not see everything that there
    is of each.
    """

    school: School
    facts: Facts
    reasons: dict[str, str]
    partial: bool


TO_THEM = "you are "
"""How a reader's own right is told to them."""
_REASONS = {"advises": f"{TO_THEM}their advisor", "leads": TO_THEM + "pastoral lead of {via}"}


def seen_schools(desk: Desk, reader: Reader, lens: Lens) -> list[Seen]:
    """Each school with at least one student in the reader's scope today, narrowed to what they may
    see as known on the lens's day.
    """
    paths, schools_now = sight_of(desk, reader)
    return seen_by(desk, reader, lens, paths, schools_now)


Paths = Sequence[tuple[str, str, str]]
"""student, reason, via: the paths that give a reader their rights."""


def sight_of(desk: Desk, reader: Reader) -> tuple[Paths, list[School]]:
    """The reader's paths today and the schools with their revisions: all that what they see depends
    on, besides the lens.
    """
    return scope(desk.engine, reader.account, desk.today()), desk.schools()


def seen_by(
    desk: Desk, reader: Reader, lens: Lens, paths: Paths, schools_now: Sequence[School]
) -> list[Seen]:
    """Each school with a student in the reader's scope, narrowed to what these paths let them see.

    Raises BadInput where the lens's day lies before all of it.
    """
    reasons = {student: reason_words(reason, via) for student, reason, via in paths}
    led = {student for student, reason, _ in paths if reason == "leads"}
    found = []
    for school in schools_now:
        facts = known(desk, desk.facts(school), lens)
        members = {row.fact.student for row in facts.enrolments if row.fact.school == school.uid}
        here = members & reasons.keys()
        if not here:
            continue
        everyone = {uid for uid, person in facts.people.items() if person.kind == STUDENT}
        left = facts if everyone <= led else narrowed(facts, paths, reader)
        found.append(
            Seen(school, left, {student: reasons[student] for student in here}, not here <= led)
        )
    check_known(lens, anything=bool(found) or not paths)
    check_begun(lens, (seen.facts for seen in found))
    return found


def narrowed(facts: Facts, paths: Paths, reader: Reader) -> Facts:
    """What is left of the facts for a reader with these paths: (student, reason, via) each."""
    students = frozenset(student for student, _, _ in paths)
    led = frozenset(student for student, reason, _ in paths if reason == "leads")
    return visible(facts, Sight(students, led, reader.account, reader.adult))


def whole_school(desk: Desk, school: School, lens: Lens) -> Seen:
    """All of a school, for the operator at the command line and for releases; BadInput for a day
    before there is anything.

    The first day is that of what is not in confidence: a release says no other.
    """
    facts = known(desk, desk.facts(school), lens)
    students = {
        row.fact.student: "command line"
        for row in facts.enrolments
        if row.fact.school == school.uid
    }
    check_known(lens, anything=bool(students))
    whole = Seen(school, facts, students, partial=False)
    if lens.on < desk.today():
        check_begun(lens, [without_confidence(whole).facts])
    return whole


def without_confidence(seen: Seen) -> Seen:
    """The same school without what was said in confidence, as somebody who sees everyone, leads
    nobody and recorded nothing.
    """
    return seen._replace(
        facts=visible(seen.facts, Sight(frozenset(seen.reasons), frozenset(), None, None))
    )


def known(desk: Desk, facts: Facts, lens: Lens) -> Facts:
    """The facts as known on the lens's day, or now; what is in confidence now is so on an earlier
    day too.
    """
    return (
        facts.known()
        if lens.known_on is None
        else with_later_confidentiality(facts).known(desk.end_of(lens.known_on))
    )


def evidence_of(seen: Seen, lens: Lens) -> Evidence:
    """The facts a reader may see, indexed under the lens."""
    return Evidence(seen.facts, lens.rule, lens.on)


def reason_words(reason: str, via: str) -> str:
    """The path that gives a right, as words."""
    return _REASONS[reason].format(via=via)
