"""The reach of a school's revision: noted with a small change, and read by whoever keeps the
school's facts in memory, so that they follow without reading the school again.

The notes of the latest revisions alone are kept. Where one is missing, nothing is certain, and the
school is read anew.
"""

from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from facts.kinds import people_of
from facts.people import STUDENT
from graph_service.records.changes import Changes
from graph_service.records.fact_rows import FactRows
from graph_service.store import collected_rows
from graph_service.store.engine import Engine, Row, Transaction
from graph_service.store.people import (
    add_people,
    add_places,
    add_rounds,
    answers_of,
    by_uid,
    occurring,
)

MOST_NOTED = 200
"""A change that bears on more people than this is not noted: the school is read anew."""
KEPT_REVISIONS = 256
"""How many revisions of a school are noted beside each other."""


class KnownPeople(NamedTuple):
    """The people in a school's facts in memory: students ever enrolled there, everybody, rounds."""

    members: AbstractSet[str]
    people: Collection[str]
    rounds: Collection[str]


class Followed(NamedTuple):
    """A school's facts at a later revision, of those on whom the revisions bear.

    ``students`` are those of whom all rows stand in ``rows``; ``informants`` those of whom all
    answers do.
    """

    revision: int
    students: frozenset[str]
    informants: frozenset[str]
    rows: FactRows


def note_revision(tx: Transaction, changes: Changes, schools: Sequence[str]) -> None:
    """Note on whom the revision bears that these schools have just come to.

    Nothing is noted of a large change.
    """
    if changes.rows() > 5 * MOST_NOTED:
        return
    people, rounds = _borne_on(changes)
    if len(people) <= MOST_NOTED:
        tx.run(
            "change_noted", schools=schools, people=sorted(people) or [""], rounds=sorted(rounds)
        )


def _borne_on(changes: Changes) -> tuple[set[str], set[str]]:
    people = {node.uid for nodes in (changes.students, changes.adults) for node in nodes}
    for tie in changes.ties():
        people.update(people_of(tie))
    return people, {node.uid for node in changes.rounds}


def follow(
    engine: Engine, school: str, after: int, known: KnownPeople, seconds: float
) -> Followed | None:
    """The changes in a school (its uid) since the revision ``after``.

    None where that is not certain: a revision was not noted, or it bears on somebody of whom more
    would have to be read than their own rows.
    """
    return engine.read_together(lambda tx: _follow(tx, school, after, known), seconds=seconds)


def _follow(tx: Transaction, school: str, after: int, known: KnownPeople) -> Followed | None:
    found = tx.run("school_revision", school=school)
    revision = max((row["at_revision"] for row in found), default=0)
    noted = tx.run("school_revisions", school=school, after=after)
    noted = [row for row in noted if row["at_revision"] <= revision]
    if [row["at_revision"] for row in noted] != list(range(after + 1, revision + 1)):
        return None
    borne_on = _gathered(noted, "people")
    rows = FactRows()
    add_people(tx, rows, borne_on)
    students = _students(rows)
    if students.isdisjoint(known.people) and not _at_school(tx, school, students):
        students = set()
    elif not students <= known.members:
        return None
    informants = borne_on.intersection(known.people)
    _add_rows_of(tx, rows, students)
    rows.answers = answers_of(tx, students, informants - students)
    strangers = occurring(rows).difference(known.people)
    add_people(tx, rows, strangers)
    if strangers & _students(rows):
        return None
    rows.answers += answers_of(tx, (), strangers)
    occur = strangers.union(known.people)
    if not occurring(rows) <= occur:
        return None
    rows.people = [person for person in rows.people if person.uid in occur]
    add_rounds(tx, rows, _gathered(noted, "rounds").intersection(known.rounds))
    return Followed(revision, frozenset(students), frozenset(informants | strangers), rows)


def _at_school(tx: Transaction, school: str, students: Collection[str]) -> bool:
    """Whether some of the students have an enrolment at the school."""
    found = collected_rows.enrolments(by_uid(tx, "people_enrolments", students))
    return any(row.fact.school == school for row in found)


def _students(rows: FactRows) -> set[str]:
    return {person.uid for person in rows.people if person.kind == STUDENT}


def _gathered(noted: Iterable[Row], name: str) -> set[str]:
    return {uid for row in noted for uid in row[name] or () if uid}


def _add_rows_of(tx: Transaction, rows: FactRows, students: Collection[str]) -> None:
    """Add the ties that are read with these students."""
    found = by_uid(tx, "people_adult_ties", students) + by_uid(tx, "people_peer_ties", students)
    rows.ties = list(collected_rows.ties(found))
    rows.reports = list(collected_rows.reports(by_uid(tx, "people_reports", students)))
    rows.contacts = list(collected_rows.contacts(by_uid(tx, "people_contacts", students)))
    add_places(tx, rows, students)
