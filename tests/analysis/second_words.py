"""The second reading's second part: what one person says of a tie, when it speaks and when it is
good.
"""

from datetime import date
from typing import NamedTuple

from graph_service.records.tables import ReportRow
from tests.analysis.second_answers import Answers


class Word(NamedTuple):
    """One informant's word on (ego, alter); ``mirrored`` when read from the peer's end."""

    ego: str
    alter: str
    informant: str
    report: ReportRow
    mirrored: bool


class Words(Answers):
    """The words as they are read on one day under one rule."""

    def covering_day(self, word: Word) -> date | None:
        """The day of the answer that covers the word, as far as it is given on D.

        Doubt: does an answer of a later day than D cover a word of an earlier day? It dates the
        word; beyond that it is a fact of a later day, and "as of a date ignores facts of later
        days" (the issue).
        """
        covering = self.covering(word.report, self.answers_given())
        return self.answer_day(covering) if covering else None

    def words_on(self, ego: str, alter: str) -> list[Word]:
        """Words on, in the words of §4.

        "Word: what one informant says of (ego, alter). A student's naming of a peer is read from
        the peer's end too, as that student's word on (peer, student)."

        Doubt: a student's report on a tie of which they are the *alter* is no naming from their own
        end: it is not mirrored. "Per informant and pair only the latest word up to D speaks (same
        day: the round opened later, then the higher round id, then a word given about this very
        pair before a mirrored one)."
        """
        latest: dict[str, Word] = {}
        said: list[Word] = []
        for report in self.tables.reports:
            if self.report_day(report) > self.on:
                continue
            if (report.student_id, report.alter_id) == (ego, alter):
                said.append(Word(ego, alter, report.informant_id, report, mirrored=False))
            if (report.student_id, report.alter_id, report.informant_id) == (alter, ego, alter):
                said.append(Word(ego, alter, report.informant_id, report, mirrored=True))
        for word in said:
            other = latest.get(word.informant)
            if other is None or self._order(word) > self._order(other):
                latest[word.informant] = word
        return list(latest.values())

    def _order(self, word: Word) -> tuple[date, date, str, bool]:
        """The order by which a word is the latest."""
        collected = self.rounds[word.report.round_id]
        return (self.report_day(word.report), collected.opened_on, collected.id, not word.mirrored)

    def silent(self, word: Word) -> bool:
        """Silent, in the words of §4.

        "A word that a student gave about a tie of which they are either end, however it was given,
        is silent once a later settling answer of theirs about themselves, for the side of the other
        end, is in force (later than the word's day, than the answer that covers it, and than their
        answered answer about themselves in the word's round)"
        """
        if word.informant not in self.students or word.informant not in (word.ego, word.alter):
            return False
        other_end = word.alter if word.informant == word.ego else word.ego
        days = [self.report_day(word.report)]
        covering_day = self.covering_day(word)
        if covering_day is not None:
            days.append(covering_day)
        days += [
            self.answer_day(answer)
            for answer in self.answers_given()
            if (answer.informant_id, answer.student_id) == (word.informant, word.informant)
            and answer.round_id == word.report.round_id
            and answer.status == "answered"
        ]
        return any(
            self.settling(answer, self.side_of(other_end)) and self.answer_day(answer) > max(days)
            for answer in self.answers_in_force(word.informant, word.informant)
        )

    def fresh_word(self, word: Word) -> bool:
        """Fresh word, in the words of §4.

        "It is *fresh* if fresh(its day), or fresh(the day of the answer that covers it), or, being
        supportive and about an adult alter, that adult had a contact with the student on a fresh
        day after the word's day and D - the word's day < twice the rule's days. Otherwise it is
        stale, whatever it said."
        """
        day = self.report_day(word.report)
        covering_day = self.covering_day(word)
        if self.fresh(day) or (covering_day is not None and self.fresh(covering_day)):
            return True
        return (
            word.report.support == "supportive"
            and word.alter in self.adults
            and (self.on - day).days < 2 * self.rule.fresh_days
            and any(
                (contact.student_id, contact.adult_id) == (word.ego, word.alter)
                and self.fresh(contact.on)
                and contact.on > day
                for contact in self.tables.contacts
            )
        )

    def fault(self, word: Word) -> str | None:
        """Fault, in the words of §4.

        "A word is good if fresh, supportive, and of at least the least strength (none given = 1).
        Else its fault is, in this order: stale, stressful, denied (`none`), neutral, weak."
        """
        if not self.fresh_word(word):
            return "stale"
        if word.report.support != "supportive":
            return {"stressful": "stressful", "none": "denied", "neutral": "neutral"}[
                word.report.support
            ]
        strength = 1 if word.report.strength is None else word.report.strength
        return "weak" if strength < self.rule.least_strength else None
