"""What is left of the facts for one reader: filter first, then judge, so that nothing outside can
change what they see.

A tie is visible if one of its ends is a student in the reader's scope; so is whether the other end
answered. A confidential report is for its informant, the account that recorded it, and the leads of
the student it is about, not those of a peer whom they spoke of; so is the answer in a round that is
held in confidence, which would else show that somebody was named. Whoever may not read a report
does not see the answer that came with it either: without the report it would show that nobody was
named, and *unknown* would look like *isolated*. What an alter outside the scope said of others
stays only as a number: the alter it was about is replaced by a stand-in, so that a naming cap can
be judged and no tie can be read.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from analysis.answers import answered_days
from analysis.facts import IN_CONFIDENCE, STUDENT, Answer, Facts, Person, Report


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
    ties = [tie for tie in facts.ties if tie.student in scope or tie.alter in scope]
    open_reports = [
        report for report in facts.reports if not report.confidential or sight.may_read(report)
    ]
    seen = [report for report in open_reports if report.ego in scope or report.alter in scope]
    alters = _ends(seen, ((tie.student, tie.alter) for tie in ties)) - scope
    informants = alters | {report.informant for report in seen}
    withheld = _withheld(facts, sight)
    gone = {answer.id for answer in withheld}
    answers = [
        answer
        for answer in facts.answers
        if answer.id not in gone and _answer_is_visible(answer, scope, alters, informants)
    ]
    given = {(report.round, report.informant) for report in seen}
    days = answered_days(replace(facts, answers=withheld))
    hidden = [
        report
        for report in open_reports
        if report.ego not in scope
        and report.alter not in scope
        and report.informant == report.ego
        and report.ego in alters
    ]
    contacts = [contact for contact in facts.contacts if contact.student in scope]
    kept = (
        scope
        | alters
        | {answer.informant for answer in answers}
        | {contact.adult for contact in contacts}
    )
    kept |= {report.informant for report in seen}
    people = {uid: person for uid, person in facts.people.items() if uid in kept}
    masked = [_masked(report, facts, people) for report in hidden]
    return replace(
        facts,
        people=people,
        enrolments=[row for row in facts.enrolments if row.student in kept],
        memberships=[row for row in facts.memberships if row.student in scope],
        ties=ties,
        answers=answers,
        reports=[*seen, *masked],
        contacts=contacts,
        withheld={key: day for key, day in days.items() if key[:2] in given},
    )


def _withheld(facts: Facts, sight: Sight) -> list[Answer]:
    """The answers in confidence that are not the reader's to see, and those that came with a report
    which is not.

    An answer goes whole, whichever side the report was on: that one side of it is missing would
    tell as much.
    """
    came_with = {
        (report.round, report.informant, report.ego)
        for report in facts.reports
        if report.confidential and not sight.may_read(report)
    }
    return [
        answer
        for answer in facts.answers
        if (answer.round, answer.informant, answer.about) in came_with
        or (facts.rounds[answer.round].kind == IN_CONFIDENCE and not sight.may_read_answer(answer))
    ]


def _ends(reports: Iterable[Report], ties: Iterable[tuple[str, str]]) -> set[str]:
    return {end for report in reports for end in (report.ego, report.alter)} | {
        end for pair in ties for end in pair
    }


def _answer_is_visible(
    answer: Answer, scope: frozenset[str], alters: set[str], informants: set[str]
) -> bool:
    if answer.about in scope:
        return True
    if answer.about is None:
        return answer.informant in informants
    return answer.informant in alters and answer.about == answer.informant


def _masked(report: Report, facts: Facts, people: dict[str, Person]) -> Report:
    kind = STUDENT if facts.people[report.alter].kind == STUDENT else "staff"
    stand_in = f"hidden {kind} of {report.id}"
    people[stand_in] = Person(stand_in, stand_in, "", kind)
    return report._replace(alter=stand_in, support="neutral", strength=None, kinds=())
