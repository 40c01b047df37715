"""The facts for one reader: filter first, then judge, so that nothing outside can change what they
see.

A tie is visible if one of its ends is a student in the reader's scope; so is whether the other end
answered. A confidential report is for its informant, the account that recorded it, and the leads of
the student it is about, not those of a peer whom they spoke of; so is the answer in a round that is
held in confidence, which would else show that somebody was named. A reader who may not read a
report does not see its answer either. Without the report the answer would say that nobody was
named, and *unknown* would look like *isolated*. An outside alter's words about others stay only as
a number. A stand-in replaces the person named, so that a naming cap can be judged and no tie can be
read.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from analysis.answers import answered_days
from analysis.facts import Facts
from facts.people import STUDENT, Person
from facts.recorded import Recorded
from facts.statements import IN_CONFIDENCE, Answer, Report
from facts.ties import RoleTie


@dataclass(frozen=True, slots=True)
class Sight:
    """Whose facts a reader may see: students in scope, those they lead, their account and the adult
    they are.
    """

    students: frozenset[str]
    led: frozenset[str]
    account: str | None
    adult: str | None

    def may_read(self, report: Report) -> bool:
        """Whether a confidential report is this reader's to see."""
        return (
            report.ego in self.led
            or (self.account is not None and report.recorded_by == self.account)
            or (self.adult is not None and report.informant == self.adult)
        )

    def may_read_answer(self, answer: Answer) -> bool:
        """Whether an answer given in confidence is this reader's to see: as its reports, the
        leads', its recorder's, an adult's own.
        """
        return (
            answer.about in self.led
            or (self.account is not None and answer.recorded_by == self.account)
            or (self.adult is not None and answer.informant == self.adult)
        )


def visible(facts: Facts, sight: Sight) -> Facts:
    """The facts a reader may see, with everyone who no longer occurs left out."""
    scope = sight.students
    ties = [row for row in facts.ties if row.fact.student in scope or row.fact.alter in scope]
    open_reports = [
        row for row in facts.reports if not row.fact.confidential or sight.may_read(row.fact)
    ]
    seen = [row for row in open_reports if row.fact.ego in scope or row.fact.alter in scope]
    alters = _ends(seen, ties) - scope
    informants = alters | {row.fact.informant for row in seen}
    withheld = _withheld(facts, sight)
    gone = {row.id for row in withheld}
    answers = [
        row
        for row in facts.answers
        if row.id not in gone and _answer_is_visible(row.fact, scope, alters, informants)
    ]
    given = {(row.fact.round, row.fact.informant) for row in seen}
    days = answered_days(replace(facts, answers=withheld))
    hidden = [
        row
        for row in open_reports
        if row.fact.ego not in scope
        and row.fact.alter not in scope
        and row.fact.informant == row.fact.ego
        and row.fact.ego in alters
    ]
    contacts = [row for row in facts.contacts if row.fact.student in scope]
    kept = (
        scope
        | alters
        | {row.fact.informant for row in answers}
        | {row.fact.adult for row in contacts}
    )
    kept |= {row.fact.informant for row in seen}
    people = {uid: person for uid, person in facts.people.items() if uid in kept}
    masked = [_masked(row, people) for row in hidden]
    memberships = [row for row in facts.memberships if row.fact.student in scope]
    return replace(
        facts,
        people=people,
        enrolments=[row for row in facts.enrolments if row.fact.student in kept],
        memberships=memberships,
        ties=ties,
        answers=answers,
        reports=[*seen, *masked],
        contacts=contacts,
        advisories={
            uid: facts.advisories[uid] for uid in {row.fact.advisory for row in memberships}
        },
        withheld={key: day for key, day in days.items() if key[:2] in given},
    )


def _withheld(facts: Facts, sight: Sight) -> list[Recorded[Answer]]:
    """The answers in confidence that are not the reader's to see, and those that came with a report
    which is not.

    An answer goes whole, whichever side the report was on: that one side of it is missing would
    tell as much.
    """
    came_with = {
        (row.fact.round, row.fact.informant, row.fact.ego)
        for row in facts.reports
        if row.fact.confidential and not sight.may_read(row.fact)
    }

    def is_withheld(answer: Answer) -> bool:
        if (answer.round, answer.informant, answer.about) in came_with:
            return True
        closed = facts.rounds[answer.round].kind == IN_CONFIDENCE
        return closed and not sight.may_read_answer(answer)

    return [row for row in facts.answers if is_withheld(row.fact)]


def _ends(reports: Iterable[Recorded[Report]], ties: Iterable[Recorded[RoleTie]]) -> set[str]:
    reported = {end for row in reports for end in (row.fact.ego, row.fact.alter)}
    return reported | {end for row in ties for end in (row.fact.student, row.fact.alter)}


def _answer_is_visible(
    answer: Answer, scope: frozenset[str], alters: set[str], informants: set[str]
) -> bool:
    if answer.about in scope:
        return True
    if answer.about is None:
        return answer.informant in informants
    return answer.informant in alters and answer.about == answer.informant


def _masked(row: Recorded[Report], people: dict[str, Person]) -> Recorded[Report]:
    kind = STUDENT if row.fact.of_peer else "staff"
    stand_in = f"hidden {kind} of {row.id}"
    people[stand_in] = Person(stand_in, stand_in, "", kind)
    masked = row.fact._replace(alter=stand_in, support="neutral", strength=None, kinds=())
    return row._replace(fact=masked)
