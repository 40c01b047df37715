"""The students whom a change can alter: it bears on their states, explanations or places."""

from collections.abc import Collection

from analysis.by_person import ByPerson, Difference, Rows, ends_of_report, ends_of_tie
from facts.people import STUDENT


def altered(facts: ByPerson, change: Difference) -> set[str]:
    """The students whose states, explanations or places a change can alter; everybody else is
    judged as before it.

    ``facts`` are those after the change. A tie, a report, an answer about somebody, a contact or a
    place alters the student it is about, and a tie or a report both of its ends. A student's
    words on their own ties, answers about themselves and presence bear on everybody they are tied
    to; an answer that names no student, on everybody of whom its informant speaks. A person or a
    round that changes bears on all of these. A tie that is gone alters whoever had
    it before. ``around`` is the same read from the other side, and a property test holds the two
    together.
    """
    found = _altered_by_rows(facts, change.gone) | _altered_by_rows(facts, change.come)
    found.update(uid for person in change.people for uid in _altered_by_person(facts, person))
    if change.rounds:
        found |= _altered_by_rows(facts, _of_rounds(facts, change.rounds))
    return {uid for uid in found if facts.people[uid].kind == STUDENT}


def _altered_by_rows(facts: ByPerson, rows: Rows) -> set[str]:
    found = {end for row in rows.ties for end in ends_of_tie(row)}
    found.update(row.fact.student for row in rows.memberships)
    found.update(row.fact.student for row in rows.contacts)
    for row in rows.enrolments:
        found |= {row.fact.student, *facts.neighbours(row.fact.student)}
    for report in (row.fact for row in rows.reports):
        found.update((report.ego, report.alter))
        if report.informant == report.ego:
            found |= facts.neighbours(report.ego)
    for answer in (row.fact for row in rows.answers):
        if answer.about is None:
            found |= _spoken_of(facts, answer.informant)
        else:
            found.add(answer.about)
            if answer.about == answer.informant:
                found |= facts.neighbours(answer.informant)
    return found


def _altered_by_person(facts: ByPerson, uid: str) -> set[str]:
    return {uid, *_spoken_of(facts, uid)}


def _spoken_of(facts: ByPerson, uid: str) -> set[str]:
    """Everybody to whom the person is tied, and of whose ties they have a word."""
    return facts.neighbours(uid).union(
        end for row in facts.said[uid] for end in ends_of_report(row)
    )


def _of_rounds(facts: ByPerson, rounds: Collection[str]) -> Rows:
    return Rows(
        answers=[row for row in facts.answers.all() if row.fact.round in rounds],
        reports=[row for row in facts.said.all() if row.fact.round in rounds],
    )
