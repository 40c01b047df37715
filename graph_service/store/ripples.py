"""The schools that changes reach: those of everybody touched, and those whose students have one of them in their web.

The facts of a school are kept by its revision, so a change that reaches a school without raising it would not be seen
there. Asked before the changes are written: what is new reaches only what the changes themselves name.
"""

from collections.abc import Iterator

from graph_service.records.changes import Answer, Changes, Contact, Enrolment, Membership, Place, Report, RoleTie, Tie
from graph_service.store.engine import Transaction


def reached(tx: Transaction, changes: Changes) -> set[str]:
    """The uids of the schools that the changes reach, as the database stands before them."""
    ties = [*changes.add, *(kept.tie for kept in changes.retract)]
    named = changes.schools.union(tie.school for tie in ties if isinstance(tie, Enrolment | Place))
    if {row["uid"] for row in tx.run("current_schools")} <= named:
        return named
    people = {node.uid for node in changes.students} | {node.uid for node in changes.adults}
    people.update(person for tie in ties for person in _people(tie))
    wanted = sorted(people)
    found = [
        *tx.run("reached_of_students", people=wanted),
        *tx.run("reached_of_peers", people=wanted),
        *tx.run("reached_of_adults", people=wanted),
    ]
    return named.union(row["school"] for row in found)


def touched(tx: Transaction, changes: Changes) -> set[str]:
    """The uids of the schools that the changes are about, as the database stands before them: whose business they are.

    Those named, those of the students and rounds of each tie, and those of everybody of whom something else is said. An
    adult is the business of the schools that they are at, or where they are at none, of their students'. What the
    changes merely bear on, such as the web of a peer, is ``reached``.
    """
    ties = [*changes.add, *(kept.tie for kept in changes.retract)]
    schools = {tie.school for tie in ties if isinstance(tie, Enrolment | Place)}
    students = {node.uid for node in changes.students}.union(student for tie in ties for student in _students(tie))
    adults = {node.uid for node in changes.adults}
    adults.update(tie.uid for tie in ties if isinstance(tie, Place) and tie.what == "adult")
    rounds = {node.uid for node in changes.rounds} | {tie.round for tie in ties if isinstance(tie, Answer | Report)}
    places = tx.run("touched_adults", people=sorted(adults))
    elsewhere = sorted(adults - {row["adult"] for row in places})
    found = [
        *places,
        *tx.run("reached_of_students", people=sorted(students)),
        *tx.run("reached_of_adults", people=elsewhere),
        *tx.run("touched_rounds", rounds=sorted(rounds)),
    ]
    return schools.union(row["school"] for row in found)


def _students(tie: Tie) -> Iterator[str]:
    """The students whom a tie is about."""
    match tie:
        case RoleTie():
            yield from (tie.student, *([tie.alter] if tie.role == "peer" else []))
        case Report():
            yield from (tie.ego, *([tie.alter] if tie.of_peer else []))
        case Answer():
            about = tie.informant if tie.by_student else tie.about
            yield from [] if about is None else [about]
        case Contact() | Enrolment() | Membership():
            yield tie.student
        case Place():
            pass


def _people(tie: Tie) -> Iterator[str]:
    """Whoever a tie is about or comes from."""
    match tie:
        case RoleTie():
            yield from (tie.alter, tie.student)
        case Report():
            yield from (tie.ego, tie.alter, tie.informant)
        case Answer():
            yield from (tie.informant, *([] if tie.about is None else [tie.about]))
        case Contact():
            yield from (tie.adult, tie.student)
        case Enrolment() | Membership():
            yield tie.student
        case Place():
            pass
