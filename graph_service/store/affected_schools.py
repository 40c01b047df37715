"""The schools that changes reach: those of everybody touched, and those whose students have one of
them in their web.

The facts of a school are kept by its revision, so a change that reaches a school without raising it
would not be seen there. Asked before the changes are written: what is new reaches only what the
changes themselves name.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from facts.kinds import people_of, students_of
from facts.statements import Answer, Report
from facts.ties import Enrolment, Membership, Place
from graph_service.records.changes import Changes
from graph_service.store.engine import Transaction
from graph_service.store.owners import (
    Owners,
    owners_of_adults,
    owners_of_rounds,
    owners_of_students,
    schools_of_advisories,
)


def reached(tx: Transaction, changes: Changes) -> set[str]:
    """The uids of the schools that the changes reach, as the database stands before them."""
    named = set(changes.schools)
    there = {row["uid"] for row in tx.run("current_schools")}
    if there <= named:
        return named.union(school.uid for school in changes.new_schools)
    people = {node.uid for node in changes.students} | {node.uid for node in changes.adults}
    for tie in changes.ties():
        people.update(people_of(tie))
        if isinstance(tie, Enrolment | Place):
            named.add(tie.school)
    wanted = sorted(people)
    found = [
        *tx.run("reached_of_students", people=wanted),
        *tx.run("reached_of_peers", people=wanted),
        *tx.run("reached_of_adults", people=wanted),
    ]
    return named.union(row["school"] for row in found)


class Touched(NamedTuple):
    """The schools that changes are about: ``schools`` are those whose business they are wholly.

    ``of_ties`` are the schools of each student, and of each adult whom a tie of a student of
    several schools names: a tie of theirs is the business of any of these.
    """

    schools: set[str]
    of_ties: Sequence[set[str]]

    def all_schools(self) -> set[str]:
        """Every school that has business with any of it."""
        return self.schools.union(*self.of_ties)


def touched(tx: Transaction, changes: Changes, today: date) -> Touched:
    """The schools that the changes are about, as the database stands before them: whose business
    they are.

    Those named, and those of whom it is the business (``owners``): the students and rounds of each
    tie, and everybody of whom something else is said. Schools that the changes merely affect, such
    as through the web of a peer, are ``reached``.
    """
    students, adults, rounds = (
        {node.uid for node in nodes} for nodes in (changes.students, changes.adults, changes.rounds)
    )
    tied: set[str] = set()
    advisories: set[str] = set()
    schools: set[str] = set()
    for tie in changes.ties():
        tied.update(students_of(tie))
        if isinstance(tie, Enrolment | Place):
            schools.add(tie.school)
        if isinstance(tie, Membership):
            advisories.add(tie.advisory)
        if isinstance(tie, Answer | Report):
            rounds.add(tie.round)
        elif isinstance(tie, Place) and tie.what == "adult":
            adults.add(tie.uid)
    of_students = owners_of_students(tx.run, students | tied, today)
    found = (
        {uid: of_students[uid] for uid in students & of_students.keys()},
        owners_of_adults(tx.run, adults, today),
        owners_of_rounds(tx.run, rounds, today),
    )
    schools |= schools_of_advisories(tx.run, advisories)
    named = _adults_of_shared(changes, of_students)
    return Touched(
        schools.union(*(of for owners in found for of in owners.values())),
        [
            *(of_students[uid] for uid in sorted(tied & of_students.keys())),
            *owners_of_adults(tx.run, named, today).values(),
        ],
    )


def _adults_of_shared(changes: Changes, of_students: Owners) -> set[str]:
    """The adults whom ties of students of several schools name."""
    shared = {uid for uid, schools in of_students.items() if len(schools) > 1}
    return {
        uid
        for tie in (changes.ties() if shared else ())
        if not shared.isdisjoint(students_of(tie))
        for uid in {*people_of(tie)}.difference(students_of(tie), of_students)
    }
