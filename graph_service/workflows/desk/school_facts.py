"""A school's facts in memory: read once, and then kept up by what each revision changed."""

import gc
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

from analysis.altered import altered
from analysis.by_person import ByPerson, Difference, Rows, by_person, place_order
from analysis.confidence import closed_with_their_rounds
from analysis.facts import Facts
from facts.people import STUDENT
from facts.statements import IN_CONFIDENCE
from graph_service.records.fact_rows import FactRows
from graph_service.store.engine import Engine
from graph_service.store.facts import SCHOOL_SECONDS, school_rows
from graph_service.store.revisions import KEPT_REVISIONS, Followed, KnownPeople, follow

_BY_ID = attrgetter("id")
_BY_UID = attrgetter("uid")


def facts_of(rows: FactRows) -> Facts:
    """The rows as facts, in an order of their own: a database gives them in another once anything
    has been written.

    A report in a round in confidence is confidential itself. Every reader of reports reads them
    from here.
    """
    facts = Facts(
        people={person.uid: person for person in sorted(rows.people, key=_BY_UID)},
        enrolments=sorted(rows.enrolments, key=place_order),
        memberships=sorted(rows.memberships, key=place_order),
        ties=sorted(rows.ties, key=_BY_ID),
        rounds={round_.uid: round_ for round_ in sorted(rows.rounds, key=_BY_UID)},
        answers=sorted(rows.answers, key=_BY_ID),
        reports=sorted(rows.reports, key=_BY_ID),
        contacts=sorted(rows.contacts, key=_BY_ID),
        advisories={place.uid: place for place in sorted(rows.advisories, key=_BY_UID)},
    )
    return closed_with_their_rounds(facts)


@dataclass(frozen=True)
class SchoolFacts:
    """A school's facts at a revision, by person; ``members`` are the students ever enrolled there.

    ``confiders`` are the accounts and people who recorded or said something in confidence: of
    nobody else does it matter to a sight who they are. ``steps`` are the latest revisions, each
    with the students whom it could alter, since the facts were ``loaded``: a mark that is another
    one each time. ``all_hold`` where rows that do not hold were left out already.
    """

    uid: str
    revision: int
    parts: ByPerson
    members: frozenset[str]
    confiders: frozenset[str]
    steps: tuple[tuple[int, frozenset[str]], ...]
    loaded: object
    read: Facts | None = field(default=None, repr=False)
    all_hold: bool = False

    @cached_property
    def facts(self) -> Facts:
        """All of them, in the order in which a database's are read."""
        return self.parts.facts() if self.read is None else self.read

    @cached_property
    def holding(self) -> Facts:
        """Those that hold."""
        return self.facts if self.all_hold else self.facts.known()

    @cached_property
    def students(self) -> frozenset[str]:
        """Every student who occurs in them."""
        people = self.parts.people
        return frozenset(uid for uid, person in people.items() if person.kind == STUDENT)

    def around(self, students: Collection[str]) -> Facts:
        """Those that hold and bear on these students."""
        found = self.parts.around(students)
        return found if self.all_hold else found.known()

    @cached_property
    def placed(self) -> frozenset[str]:
        """The students who have an enrolment at the school that holds, ended or not."""
        return frozenset(
            uid
            for uid in self.members
            for row in self.parts.enrolments[uid]
            if row.fact.school == self.uid and (self.all_hold or row.retracted_at is None)
        )

    def altered_since(self, revision: int) -> frozenset[str] | None:
        """The students whom the changes since a revision could alter; None where that is not
        known.
        """
        if not self.steps[0][0] <= revision <= self.revision:
            return None
        return frozenset[str]().union(*(them for number, them in self.steps if number > revision))


def as_known(kept: SchoolFacts, facts: Facts) -> SchoolFacts:
    """The school's facts as they were known on an earlier day."""
    return _loaded(kept.uid, kept.revision, facts, all_hold=True)


def _loaded(uid: str, revision: int, facts: Facts, *, all_hold: bool = False) -> SchoolFacts:
    parts = by_person(facts)
    members = frozenset(row.fact.student for row in facts.enrolments if row.fact.school == uid)
    confiders = _confiders(parts, Rows(answers=facts.answers, reports=facts.reports))
    steps = ((revision, frozenset[str]()),)
    return SchoolFacts(uid, revision, parts, members, confiders, steps, object(), facts, all_hold)


def read_school(engine: Engine, uid: str, revision: int) -> SchoolFacts:
    """The facts of a school (its uid), read from the database, where its revision was this one."""
    with _without_collector():
        return _loaded(uid, revision, facts_of(school_rows(engine, uid)))


def followed(engine: Engine, kept: SchoolFacts) -> SchoolFacts | None:
    """The facts at the database's revision, from those of an earlier one; None where that is not
    certain.
    """
    known = KnownPeople(kept.members, kept.parts.people.keys(), kept.parts.rounds.keys())
    found = follow(engine, kept.uid, kept.revision, known, SCHOOL_SECONDS)
    return None if found is None else _at(kept, found)


def _at(kept: SchoolFacts, found: Followed) -> SchoolFacts | None:
    """The facts with what was found in the place of what was kept of the same people."""
    facts = facts_of(found.rows)
    rounds = {uid: held for uid, held in facts.rounds.items() if kept.parts.rounds.get(uid) != held}
    if any(uid in kept.parts.rounds for uid in rounds):
        return None
    people = {uid: one for uid, one in facts.people.items() if kept.parts.people.get(uid) != one}
    before, now = _rows_with(kept.parts, found), _rows(facts)
    change = Difference(
        _without(before, now), _without(now, before), frozenset(people), frozenset(rounds)
    )
    parts = kept.parts.changed(change, people, rounds, facts.advisories)
    step = (found.revision, frozenset(altered(parts, change)))
    return SchoolFacts(
        kept.uid,
        found.revision,
        parts,
        kept.members,
        kept.confiders | _confiders(parts, change.come),
        (*kept.steps, step)[-KEPT_REVISIONS:],
        kept.loaded,
    )


def _rows_with(parts: ByPerson, found: Followed) -> Rows:
    """The rows that are read with the people of whom something was found."""
    students = found.students
    return Rows(
        [row for uid in students for row in parts.enrolments[uid]],
        [row for uid in students for row in parts.memberships[uid]],
        [row for uid in students for row in parts.ties[uid] if row.fact.student == uid],
        [row for uid in students | found.informants for row in parts.answers[uid]],
        [row for uid in students for row in parts.reports[uid] if row.fact.ego == uid],
        [row for uid in students for row in parts.contacts[uid]],
    )


def _rows(facts: Facts) -> Rows:
    return Rows(
        facts.enrolments,
        facts.memberships,
        facts.ties,
        facts.answers,
        facts.reports,
        facts.contacts,
    )


def _without(rows: Rows, others: Rows) -> Rows:
    """The rows that are not among the others."""
    return Rows(
        frozenset(rows.enrolments).difference(others.enrolments),
        frozenset(rows.memberships).difference(others.memberships),
        frozenset(rows.ties).difference(others.ties),
        frozenset(rows.answers).difference(others.answers),
        frozenset(rows.reports).difference(others.reports),
        frozenset(rows.contacts).difference(others.contacts),
    )


def _confiders(parts: ByPerson, rows: Rows) -> frozenset[str]:
    found = {
        uid
        for said in (row.fact for row in rows.reports)
        if said.confidential
        for uid in (said.informant, said.recorded_by)
    }
    found.update(
        uid
        for given in (row.fact for row in rows.answers)
        if parts.rounds[given.round].kind == IN_CONFIDENCE
        for uid in (given.informant, given.recorded_by)
    )
    return frozenset(uid for uid in found if uid is not None)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Without looking for garbage while very many rows come in, and with none of them looked at
    again afterwards: none of them refers to itself.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if enabled:
            gc.enable()
