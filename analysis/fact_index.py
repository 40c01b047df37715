"""The facts of some students, indexed once for a rule and a day, and what holds of each word."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from analysis.answers import AnswersInForce, answered_days, answers_in_force, unanswered
from analysis.facts import Facts, Side
from analysis.presence import begun, begun_ties, in_force, presence
from analysis.reasons import FAULT_OF_SUPPORT, Reason
from analysis.rule import Rule
from analysis.statements import Statement, spoken
from facts.people import STUDENT
from facts.recorded import Recorded
from facts.statements import Answer


class FactIndex:
    """Words, answers, ties and contacts by whom they are about, and what holds of one word."""

    def __init__(self, facts: Facts, rule: Rule, on: date) -> None:
        """Index the facts that are known (``facts.known()``); facts of later days are left
        aside.
        """
        self.facts = facts
        self.rule = rule
        self.on = on
        days = answered_days(facts)
        said = spoken(facts, days, on)
        self.words = said.words
        self.answers: AnswersInForce = answers_in_force(
            facts, days, said.named, on, rule.fresh_days
        )
        self._first_fresh = _days_before(on, rule.fresh_days - 1)
        self._first_renewable = _days_before(on, 2 * rule.fresh_days - 1)
        self.ties = begun_ties(facts.ties, on)
        self.away = presence(facts, on).away
        self._contacts: dict[str, dict[str, date]] = {}
        for contact in (row.fact for row in facts.contacts):
            if contact.held_on <= on:
                latest = self._contacts.setdefault(contact.student, {})
                latest[contact.adult] = max(contact.held_on, latest.get(contact.adult, date.min))
        self.adults = {person.uid for person in facts.people.values() if person.kind != STUDENT}

    @cached_property
    def unanswered(self) -> Mapping[str, Sequence[Recorded[Answer]]]:
        """Student → what they were asked about themselves in rounds on fresh days and did not
        answer.
        """
        return unanswered(self.facts, self._first_fresh, self.on)

    def alters(self, ego: str) -> list[str]:
        """Everyone who has a role tie with the student begun by the day, or of whom somebody has a
        word by then.
        """
        return list({**self.ties.get(ego, {}), **self.words.get(ego, {})})

    def side(self, alter: str) -> Side:
        """The side an alter stands on."""
        return "adult" if alter in self.adults else "peer"

    def words_on(self, ego: str, alter: str) -> tuple[Statement, ...]:
        """The latest word of each informant on the pair."""
        return self.words.get(ego, {}).get(alter, ())

    def last_contact(self, adult: str, student: str) -> date | None:
        """The latest contact of the two up to the day."""
        return self._contacts.get(student, {}).get(adult)

    def latest_contact(self, student: str) -> date | None:
        """The latest contact of any adult with the student up to the day."""
        return max(self._contacts.get(student, {}).values(), default=None)

    def advised(self, adult: str, student: str, day: date) -> bool:
        """Whether an advisor tie of the two was in force on the day."""
        ties = self.ties.get(student, {}).get(adult, ())
        return any(tie.role == "advisor" and in_force(tie, day) for tie in ties)

    def began_advising(self, adult: str, student: str, day: date) -> bool:
        """Whether an advisor tie of the two had begun by the day, ended or not."""
        ties = self.ties.get(student, {}).get(adult, ())
        return any(tie.role == "advisor" and begun(tie, day) for tie in ties)

    def fresh(self, day: date) -> bool:
        """Whether the day lies within the rule's days before the day of reading."""
        return self._first_fresh <= day <= self.on

    def is_fresh(self, word: Statement, ego: str, alter: str) -> bool:
        """Whether the word still speaks for today: by its own day, its answer's, or, if supportive,
        by a later contact.
        """
        if self.fresh(word.day) or (word.covered is not None and self.fresh(word.covered)):
            return True
        if word.support != "supportive" or word.day < self._first_renewable:
            return False
        contact = self.last_contact(alter, ego)
        return contact is not None and contact > word.day and self.fresh(contact)

    def is_silent(self, word: Statement, ego: str, alter: str) -> bool:
        """Whether the student who gave it was asked again later, about everyone on that side, and
        did not repeat it.
        """
        if word.informant == ego:
            side = self.side(alter)
        elif word.informant == alter and alter not in self.adults:
            side = "peer"
        else:
            return False
        settled = self.answers.settled.get((word.informant, word.informant, side))
        return settled is not None and settled.day > word.given_with

    def fault(self, word: Statement, ego: str, alter: str) -> Reason:
        """Why the word is not good; '' when it is."""
        if not self.is_fresh(word, ego, alter):
            return "stale"
        if word.support != "supportive":
            return FAULT_OF_SUPPORT[word.support]
        return "weak" if (word.strength or 1) < self.rule.least_strength else ""

    def who(self, word: Statement, ego: str, alter: str) -> str:
        """The informant's place in the pair: student, alter, advisor (on the statement's day) or
        third.
        """
        if word.informant == ego:
            return "student"
        if word.informant == alter:
            return "alter"
        return "advisor" if self.advised(word.informant, ego, word.day) else "third"


def _days_before(day: date, days: int) -> date:
    """The day that many days earlier, or the first day there is."""
    return date.fromordinal(max(day.toordinal() - days, 1))
