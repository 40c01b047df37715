"""A school's facts by the people they name, so that what bears on a few students is found without
reading the rest.

The facts of a school are many, and what bears on one student is little. Nothing here is ever
changed: a new revision is a new object that shares every row of the people whom the change left
alone.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, NamedTuple, TypeVar

from analysis.facts import Facts
from facts.kinds import Tie, people_of
from facts.people import NamedAdvisory, Person
from facts.recorded import Recorded
from facts.statements import Answer, Contact, Report, Round
from facts.ties import Enrolment, Membership, RoleTie

Row = TypeVar("Row")
_Fact = TypeVar("_Fact", bound=Tie)


class Rows(NamedTuple):
    """Some rows of facts."""

    enrolments: Collection[Recorded[Enrolment]] = ()
    memberships: Collection[Recorded[Membership]] = ()
    ties: Collection[Recorded[RoleTie]] = ()
    answers: Collection[Recorded[Answer]] = ()
    reports: Collection[Recorded[Report]] = ()
    contacts: Collection[Recorded[Contact]] = ()


class Difference(NamedTuple):
    """The differences between two revisions: rows that are no longer so, rows that are now, people
    and rounds that differ.
    """

    gone: Rows = Rows()
    come: Rows = Rows()
    people: frozenset[str] = frozenset()
    rounds: frozenset[str] = frozenset()


class Grouped(Generic[Row]):
    """Rows by the people they name; a row that names two stands with both."""

    __slots__ = ("_named", "_rows")

    def __init__(
        self, named: Callable[[Row], Iterable[str]], rows: Mapping[str, tuple[Row, ...]]
    ) -> None:
        """``named`` gives the people of a row, each once."""
        self._named = named
        self._rows = rows

    @classmethod
    def of(cls, named: Callable[[Row], Iterable[str]], rows: Iterable[Row]) -> "Grouped[Row]":
        """The rows, grouped."""
        found: dict[str, list[Row]] = {}
        for row in rows:
            for uid in named(row):
                found.setdefault(uid, []).append(row)
        return cls(named, {uid: tuple(theirs) for uid, theirs in found.items()})

    def __getitem__(self, uid: str) -> tuple[Row, ...]:
        """The rows that name the person."""
        return self._rows.get(uid, ())

    def all(self) -> Iterable[Row]:
        """Every row; one that names two people comes twice."""
        return (row for rows in self._rows.values() for row in rows)

    def changed(self, gone: Collection[Row], come: Collection[Row]) -> "Grouped[Row]":
        """The same with other rows; the people whom none of these name keep theirs."""
        if not gone and not come:
            return self
        taken, found = set(gone), dict(self._rows)
        for uid in {uid for row in gone for uid in self._named(row)}:
            found[uid] = tuple(row for row in found.get(uid, ()) if row not in taken)
        for row in come:
            for uid in self._named(row):
                found[uid] = (*found.get(uid, ()), row)
        return Grouped(self._named, found)


@dataclass(frozen=True, slots=True)
class ByPerson:
    """The facts of a school, all rows of them, by person.

    ``ties`` and ``reports`` stand with both ends, ``said`` are the reports by their informant,
    ``answers`` by the informant and ``about`` by the student they are about; everything else stands
    with its student.
    """

    people: Mapping[str, Person]
    rounds: Mapping[str, Round]
    advisories: Mapping[str, NamedAdvisory]
    enrolments: Grouped[Recorded[Enrolment]]
    memberships: Grouped[Recorded[Membership]]
    ties: Grouped[Recorded[RoleTie]]
    reports: Grouped[Recorded[Report]]
    said: Grouped[Recorded[Report]]
    answers: Grouped[Recorded[Answer]]
    about: Grouped[Recorded[Answer]]
    contacts: Grouped[Recorded[Contact]]

    def changed(
        self,
        change: Difference,
        people: Mapping[str, Person],
        rounds: Mapping[str, Round],
        advisories: Mapping[str, NamedAdvisory],
    ) -> "ByPerson":
        """The facts after a change, with the people, rounds and advisories that it brings."""
        gone, come = change.gone, change.come
        return ByPerson(
            {**self.people, **people} if people else self.people,
            {**self.rounds, **rounds} if rounds else self.rounds,
            {**self.advisories, **advisories} if advisories else self.advisories,
            self.enrolments.changed(gone.enrolments, come.enrolments),
            self.memberships.changed(gone.memberships, come.memberships),
            self.ties.changed(gone.ties, come.ties),
            self.reports.changed(gone.reports, come.reports),
            self.said.changed(gone.reports, come.reports),
            self.answers.changed(gone.answers, come.answers),
            self.about.changed(gone.answers, come.answers),
            self.contacts.changed(gone.contacts, come.contacts),
        )

    def neighbours(self, uid: str) -> set[str]:
        """Everyone at the other end of a role tie or a report of the person's."""
        ends = {end for row in self.ties[uid] for end in ends_of_tie(row)}
        ends.update(end for row in self.reports[uid] for end in ends_of_report(row))
        ends.discard(uid)
        return ends

    def facts(self) -> Facts:
        """All rows, each once, in the order in which a database's are read."""
        return Facts(
            people=dict(sorted(self.people.items())),
            enrolments=sorted(self.enrolments.all(), key=place_order),
            memberships=sorted(self.memberships.all(), key=place_order),
            ties=_in_order(_once(self.ties.all())),
            rounds=dict(sorted(self.rounds.items())),
            answers=_in_order(_once(self.answers.all())),
            reports=_in_order(_once(self.said.all())),
            contacts=_in_order(_once(self.contacts.all())),
            advisories=dict(sorted(self.advisories.items())),
        )

    def around(self, students: Collection[str]) -> Facts:
        """All that bears on these students: enough to judge them, for whomever, as the whole school
        would.

        These name them as an end or speak about them; of the people at the other end
        whether they are there, their answers about themselves and about nobody, and what a peer
        said of their own ties; of other informants their answers about nobody. ``altered`` is the
        same read from the other side.
        """
        near = set(students)
        ties = _once(row for uid in near for row in self.ties[uid])
        reports = _once(row for uid in near for row in self.reports[uid])
        ends = {end for row in ties.values() for end in ends_of_tie(row)}
        ends.update(end for row in reports.values() for end in ends_of_report(row))
        ends -= near
        speaking = ends.union(row.fact.informant for row in reports.values())
        for uid in ends:
            reports.update((row.id, row) for row in self.reports[uid] if _is_own(row.fact, uid))
        answers = _once(row for uid in near for row in self.about[uid])
        for uid in speaking:
            answers.update(
                (row.id, row)
                for row in self.answers[uid]
                if row.fact.about is None or (row.fact.about == uid and uid in ends)
            )
        contacts = _once(row for uid in near for row in self.contacts[uid])
        memberships = [row for uid in near for row in self.memberships[uid]]
        occurring = near.union(
            *(people_of(row.fact) for row in ties.values()),
            *(people_of(row.fact) for row in reports.values()),
            *(people_of(row.fact) for row in answers.values()),
            *(people_of(row.fact) for row in contacts.values()),
        )
        asked = {row.fact.round for row in answers.values()}
        asked.update(row.fact.round for row in reports.values())
        advisories = {row.fact.advisory for row in memberships}
        return Facts(
            people={uid: self.people[uid] for uid in sorted(occurring) if uid in self.people},
            enrolments=sorted(
                (row for uid in near | ends for row in self.enrolments[uid]), key=place_order
            ),
            memberships=sorted(memberships, key=place_order),
            ties=_in_order(ties),
            rounds={uid: self.rounds[uid] for uid in sorted(asked)},
            answers=_in_order(answers),
            reports=_in_order(reports),
            contacts=_in_order(contacts),
            advisories={uid: self.advisories[uid] for uid in sorted(advisories)},
        )


def by_person(facts: Facts) -> ByPerson:
    """The facts by person."""
    return ByPerson(
        facts.people,
        facts.rounds,
        facts.advisories,
        Grouped.of(_student, facts.enrolments),
        Grouped.of(_student, facts.memberships),
        Grouped.of(ends_of_tie, facts.ties),
        Grouped.of(ends_of_report, facts.reports),
        Grouped.of(_informant, facts.reports),
        Grouped.of(_informant, facts.answers),
        Grouped.of(_about, facts.answers),
        Grouped.of(_student, facts.contacts),
    )


def place_order(
    row: Recorded[Enrolment] | Recorded[Membership],
) -> tuple[str, date, datetime, str]:
    """The order of the places that a student has had."""
    fact = row.fact
    where = fact.school if isinstance(fact, Enrolment) else fact.advisory
    return fact.student, fact.since or date.min, row.recorded_at, where


def _student(
    row: Recorded[Enrolment] | Recorded[Membership] | Recorded[Contact],
) -> tuple[str]:
    return (row.fact.student,)


def ends_of_tie(row: Recorded[RoleTie]) -> tuple[str, str]:
    """The two people of a role tie."""
    return row.fact.student, row.fact.alter


def ends_of_report(row: Recorded[Report]) -> tuple[str, str]:
    """The two people of a report, whoever gave it."""
    return row.fact.ego, row.fact.alter


def _informant(row: Recorded[Report] | Recorded[Answer]) -> tuple[str]:
    return (row.fact.informant,)


def _about(row: Recorded[Answer]) -> tuple[str, ...]:
    return () if row.fact.about is None else (row.fact.about,)


def _is_own(report: Report, uid: str) -> bool:
    """Whether a person said it of a tie of their own."""
    return report.informant == report.ego == uid


def _once(rows: Iterable[Recorded[_Fact]]) -> dict[str, Recorded[_Fact]]:
    return {row.id: row for row in rows}


def _in_order(rows: Mapping[str, Recorded[_Fact]]) -> list[Recorded[_Fact]]:
    return [rows[id] for id in sorted(rows)]
