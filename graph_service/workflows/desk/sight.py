"""A reader's part of the schools: their scope, and the facts left for them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from analysis.confidence import with_later_confidentiality
from analysis.evidence import Evidence
from analysis.facts import Facts
from analysis.presence import first_day
from analysis.visible import Sight, visible
from facts.recorded import Recorded
from facts.statements import Answer
from graph_service.access.reader import Reader
from graph_service.store.scope import OF_ROLE, scope
from graph_service.workflows.desk.beginnings import check_begun, check_known
from graph_service.workflows.desk.lens import Lens
from graph_service.workflows.desk.reading import Desk, School
from graph_service.workflows.desk.school_facts import SchoolFacts, as_known


class Seen(NamedTuple):
    """A reader's view of one school: the facts left for them, and the students in scope with the
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
    reasons = OF_ROLE.get(reader.role, ())
    return scope(desk.engine, reader.account, desk.today(), reasons), desk.schools()


def seen_by(
    desk: Desk, reader: Reader, lens: Lens, paths: Paths, schools_now: Sequence[School]
) -> list[Seen]:
    """Each school with a student in the reader's scope, narrowed to what these paths let them see.

    Raises BadInput where the lens's day lies before all of it.
    """
    return [scoped.seen for scoped in scoped_by(desk, reader, lens, paths, schools_now)]


@dataclass(frozen=True)
class Scoped:
    """A reader's part of one school, of which only what bears on some students need be read.

    ``sight`` is None for whoever may see all of it. It holds nothing that makes no difference here,
    so that it is the same for all readers who see the very same facts.
    """

    school: School
    kept: SchoolFacts
    sight: Sight | None
    reasons: dict[str, str]
    partial: bool

    def around(self, students: Collection[str]) -> Facts:
        """All that the reader may see and that bears on these students in scope."""
        facts = self.kept.around(students)
        return facts if self.sight is None else visible(facts, self.sight)

    @cached_property
    def seen(self) -> Seen:
        """All that the reader may see."""
        return self.of(self.reasons)

    def answers(self) -> Iterator[Recorded[Answer]]:
        """The answers about the students in scope that the reader may see."""
        if self.sight is None:
            about = self.kept.parts.about
            for uid in self.reasons:
                yield from (row for row in about[uid] if self.kept.all_hold or row.known())
        else:
            shown = self.seen.facts.answers
            yield from (row for row in shown if row.fact.about in self.reasons)

    def of(self, students: Collection[str]) -> Seen:
        """All that the reader may see of these students in scope."""
        if 2 * len(students) < len(self.kept.members):
            facts = self.around(students)
        elif self.sight is None:
            facts = self.kept.holding
        else:
            facts = visible(self.kept.holding, self.sight)
        reasons = {uid: self.reasons[uid] for uid in students}
        return Seen(self.school, facts, reasons, self.partial)


def scoped_schools(desk: Desk, reader: Reader, lens: Lens) -> list[Scoped]:
    """Each school with at least one student in the reader's scope today, as known on the lens's
    day.
    """
    paths, schools_now = sight_of(desk, reader)
    return scoped_by(desk, reader, lens, paths, schools_now)


def scoped_by(
    desk: Desk, reader: Reader, lens: Lens, paths: Paths, schools_now: Sequence[School]
) -> list[Scoped]:
    """Each school with a student in the reader's scope, as these paths let them see it.

    Raises BadInput where the lens's day lies before all of it.
    """
    words = {way: reason_words(*way) for way in {(reason, via) for _, reason, via in paths}}
    reasons = {student: words[reason, via] for student, reason, via in paths}
    sight = _sight(paths, reader)
    found = []
    for school in schools_now:
        kept = _as_known(desk, school, lens)
        here = kept.placed & reasons.keys()
        if not here:
            continue
        theirs = None if kept.students <= sight.led else _only_what_matters(sight, kept)
        why = {student: reason for student, reason in reasons.items() if student in here}
        found.append(Scoped(school, kept, theirs, why, not here <= sight.led))
    check_known(lens, anything=bool(found) or not paths)
    if not any(_begins_by(scoped, lens.on) for scoped in found):
        check_begun(lens, (scoped.seen.facts for scoped in found))
    return found


def _as_known(desk: Desk, school: School, lens: Lens) -> SchoolFacts:
    """The school's facts as known on the lens's day."""
    kept = desk.school_facts(school)
    if lens.known_on is None:
        return kept
    key = (kept.uid, kept.revision, kept.loaded, lens.known_on)
    return desk.lately(key, lambda: as_known(kept, known(desk, kept.facts, lens)))


def _only_what_matters(sight: Sight, kept: SchoolFacts) -> Sight:
    """The sight without whom the school does not know, and without who the reader is where nothing
    was said or recorded in confidence by them: to others the same is shown.
    """
    account = sight.account if sight.account in kept.confiders else None
    adult = sight.adult if sight.adult in kept.confiders else None
    return Sight(sight.students & kept.students, sight.led & kept.students, account, adult)


def _begins_by(scoped: Scoped, on: date) -> bool:
    """Whether something of the first student in scope is of that day or earlier."""
    first = first_day(scoped.around([next(iter(scoped.reasons))]))
    return first is not None and first <= on


def narrowed(facts: Facts, paths: Paths, reader: Reader) -> Facts:
    """The facts that a reader with these paths may see; a path is (student, reason, via)."""
    return visible(facts, _sight(paths, reader))


def _sight(paths: Paths, reader: Reader) -> Sight:
    students = frozenset(student for student, _, _ in paths)
    led = frozenset(student for student, reason, _ in paths if reason == "leads")
    return Sight(students, led, reader.account, reader.adult)


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
