"""A second, slow reading of the rule, sentence by sentence over a school's plain tables.

It shares nothing with ``analysis`` but the rule's value. Where a sentence leaves a doubt, the doubt
is named beside the choice; the choice is then the one that says unknown rather than isolated.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from analysis.rule import Rule
from graph_service.records.tables import AnswerRow, Tables, TieRow
from tests.analysis.second_words import Word, Words

SIDES = ("adult", "peer")
COUNTS = "counts"


class Judged(NamedTuple):
    """One side of one student: the state, the alters that count, and those that do not with their
    reasons.
    """

    state: str
    counted: list[str]
    not_counted: list[tuple[str, str]]

    def shape(self) -> dict[str, Any]:
        """The side as the command prints it, without sentence."""
        return {
            "state": self.state,
            "counted": self.counted,
            "not_counted": [
                {"alter": alter, "reason": reason} for alter, reason in self.not_counted
            ],
        }


class Reading(Words):
    """The states as they are read on one day under one rule."""

    def settled_by(self, ego: str, side: str) -> AnswerRow | None:
        """Settled by, in the words of §4.

        "own-first: … the student's latest settling answer in force for the side settles it up to
        its day"

        Doubt: two settling answers of one day: the latest is told as for words, by the round opened
        later, then the higher round id.
        """
        settling = [
            answer for answer in self.answers_in_force(ego, ego) if self.settling(answer, side)
        ]
        return max(
            settling,
            key=lambda answer: (
                self.answer_day(answer),
                self.rounds[answer.round_id].opened_on,
                answer.round_id,
            ),
            default=None,
        )

    def asked_words(
        self, ego: str, alter: str, words: list[Word], *, as_if: bool = False
    ) -> tuple[list[Word], list[Word]]:
        """Asked words, in the words of §4.

        "Whose word the evidence asks for" -> the words asked for, and those among them that are
        silent.
        """
        evidence = self.rule.evidence
        own = [word for word in words if word.informant == ego]
        if evidence == "student":
            asked = own
        elif evidence == "mutual":
            asked = [word for word in words if word.informant in (ego, alter)]
        elif evidence == "advisor":
            # that of anyone who advised the ego on the word's day, about themselves too
            asked = [
                word
                for word in words
                if self.advised(word.informant, ego, self.report_day(word.report))
            ]
            if as_if:
                # "judged as if its ties had not ended": then the alter advised on every day from
                # the tie's first
                asked = [
                    word for word in words if word in asked or self.as_if_advised(word, ego, alter)
                ]
        else:
            # "everyone's, but a fresh word of the ego about this alter decides alone"
            # Doubt: does a fresh but silent word of the ego still decide? No: it is silent, others
            # may speak.
            deciding = [word for word in own if self.fresh_word(word) and not self.silent(word)]
            asked = deciding or words
        silent = [word for word in asked if self.silent(word)]
        if evidence == "own-first":
            # The words of others "of that day or earlier, or given in the same round, do not speak"
            settled = self.settled_by(ego, self.side_of(alter))
            if settled is not None:
                silent += [
                    word
                    for word in asked
                    if word.informant != ego
                    and word not in silent
                    and (
                        self.report_day(word.report) <= self.answer_day(settled)
                        or word.report.round_id == settled.round_id
                    )
                ]
        return asked, silent

    def as_if_advised(self, word: Word, ego: str, alter: str) -> bool:
        """Whether the alter speaks, an advisor whose tie had begun on the word's day."""
        said_on = self.report_day(word.report)
        return word.informant == alter and any(
            tie.role == "advisor" and (tie.since is None or tie.since <= said_on)
            for tie in self.begun(ego, alter)
        )

    def _first(self, word: Word) -> tuple[int, int, str]:
        """First, in the words of §4.

        "else the fault of the first of them: student, alter, advisor, third; then the latest; then
        by informant id"

        Doubt: "advisor" is, as in the evidence, someone who advised the ego on the word's day.
        """
        if word.informant == word.ego:
            place = 0
        elif word.informant == word.alter:
            place = 1
        else:
            place = 2 if self.advised(word.informant, word.ego, self.report_day(word.report)) else 3
        return (place, -self.report_day(word.report).toordinal(), word.informant)

    def mutual(self, ego: str, alter: str, speaking: list[Word]) -> str:
        """Mutual, in the words of §4.

        "mutual both ends: it counts when the ego's word and the alter's are good; when one is good
        and the other end has no fresh word, it is *not confirmed yet* if that end has no answer in
        force that would have shown it …, else *not mutual*; otherwise the fault of the first end
        that has one (student before alter; a fresh word's before a stale one's)."

        Doubt: a silent word is no word here: its giver was asked again.
        """
        by_end = {word.informant: word for word in speaking}
        ends = (ego, alter)
        good = [end for end in ends if end in by_end and self.fault(by_end[end]) is None]
        if len(good) == 2:
            return COUNTS
        if len(good) == 1:
            other = alter if good == [ego] else ego
            if other not in by_end or not self.fresh_word(by_end[other]):
                return (
                    "not mutual"
                    if self.would_have_shown(other, ego, alter)
                    else "not confirmed yet"
                )
        faults = [
            fault
            for end in ends
            if end in by_end and (fault := self.fault(by_end[end])) is not None
        ]
        return next((fault for fault in faults if fault != "stale"), faults[0])

    def would_have_shown(self, end: str, ego: str, alter: str) -> bool:
        """Would have shown, in the words of §4.

        "an ego: settling for the side; a peer: settling for peers; an adult: one about this student
        or naming no student"

        Doubt: an adult's answer to a round that asks only about peers? As written, any answer about
        this student or naming none.
        """
        if end == ego:
            return any(
                self.settling(answer, self.side_of(alter))
                for answer in self.answers_in_force(ego, ego)
            )
        if end in self.students:
            return any(self.settling(answer, "peer") for answer in self.answers_in_force(end, end))
        return any(
            answer.informant_id == end
            and answer.student_id in (ego, None)
            and self.in_force(answer)
            for answer in self.tables.answers
        )

    def away(self, alter: str) -> bool:
        """Away, in the words of §4.

        "present (else *away*: `active_until` or `left_on` ≤ D, `active_from` or `enrolled_on` > D,
        or status left or graduated with no date)"

        Doubt: "no date" is no `left_on`; a day of coming does not say that they are still there.
        """
        if alter in self.adults:
            adult = self.adults[alter]
            return (adult.active_until is not None and adult.active_until <= self.on) or (
                adult.active_from is not None and adult.active_from > self.on
            )
        student = self.students[alter]
        return (
            (student.left_on is not None and student.left_on <= self.on)
            or (student.enrolled_on is not None and student.enrolled_on > self.on)
            or (student.status in ("left", "graduated") and student.left_on is None)
        )

    def begun(self, ego: str, alter: str) -> list[TieRow]:
        """The role ties of the pair that had begun by D."""
        return [
            tie for tie in self.ties_of(ego, alter) if tie.since is None or tie.since <= self.on
        ]

    def verdict(self, ego: str, alter: str) -> str:
        """Verdict, in the words of §4.

        "An alter counts if, in this order: present; of the role ties of the pair that had begun by
        D one is in force, or there were none, or there is a word that the evidence asks for, not
        silent, of the day the last of them ended or later (else *ended*; where only such later
        words keep it, they alone are looked at, and the role is `other` …)"

        Doubt: does a word of another's that the student's settling answer overrules keep a tie? No:
        it does not speak either, and *ended* is the reading that may say unknown.
        """
        if self.away(alter):
            return "away"
        words = self.words_on(ego, alter)
        begun = self.begun(ego, alter)
        roles = {tie.role for tie in begun if self.tie_in_force(tie, self.on)}
        if begun and not roles:
            last_end = max(tie.until for tie in begun if tie.until is not None)
            later = [word for word in words if self.report_day(word.report) >= last_end]
            asked, silent = self.asked_words(ego, alter, later)
            words = [word for word in asked if word not in silent]
            if not words:
                return "ended"
        return self.evidence(ego, alter, roles or {"other"}, words)

    def evidence(
        self, ego: str, alter: str, roles: set[str], words: list[Word], *, as_if: bool = False
    ) -> str:
        """Evidence, in the words of §4.

        "on the adult side one of the roles in force (`other` if there is none) counts (else *role
        not counted*); somebody has a word (else *no report*); somebody whose word the evidence asks
        for has one that is not silent (else *not named by the student* if one was silenced by that,
        else *not this evidence*); and one of those words is good (else the fault of the first)"
        """
        if alter in self.adults and not roles & self.rule.roles:
            return "role not counted"
        if not words:
            return "no report"
        asked, silent = self.asked_words(ego, alter, words, as_if=as_if)
        speaking = sorted((word for word in asked if word not in silent), key=self._first)
        if not speaking:
            return "not named by the student" if silent else "not this evidence"
        if self.rule.evidence == "mutual":
            return self.mutual(ego, alter, speaking)
        faults = [self.fault(word) for word in speaking]
        if None in faults:
            return COUNTS
        return faults[0] or COUNTS

    def may(self, ego: str, alter: str, reason: str) -> bool:
        """May, in the words of §4.

        "p = alters that may: *not confirmed yet*, or *ended* where nothing else speaks against them
        (nobody was asked since)"; "whether anything else speaks against an ended alter is judged as
        if its ties had not ended"

        Doubt: the words in brackets explain and add no condition. *No report* speaks against; *not
        confirmed yet* does not.
        """
        if reason == "ended":
            roles = {tie.role for tie in self.begun(ego, alter)}
            unended = self.evidence(ego, alter, roles, self.words_on(ego, alter), as_if=True)
            return unended in (COUNTS, "not confirmed yet")
        return reason == "not confirmed yet"

    def alters(self, ego: str, side: str) -> list[str]:
        """An alter is anyone with a role tie begun by D, or of whom somebody has a word of a day up
        to D.
        """
        people = self.adults if side == "adult" else self.students
        return sorted(
            alter
            for alter in people
            if alter != ego and (self.begun(ego, alter) or self.words_on(ego, alter))
        )

    def judge(self, ego: str, side: str) -> Judged:
        """The state of one side, by the table of states."""
        reasons = {alter: self.verdict(ego, alter) for alter in self.alters(ego, side)}
        counted = [alter for alter, reason in reasons.items() if reason == COUNTS]
        against = [(alter, reason) for alter, reason in reasons.items() if reason != COUNTS]
        n = len(counted)
        p = sum(self.may(ego, alter, reason) for alter, reason in against)
        u = self.highest_unnamed(ego, side)
        threshold = self.rule.adult_threshold if side == "adult" else self.rule.peer_threshold
        # Doubt: "some alter is only *weak*": the alter's reason is weak; an ended alter's reason is
        # ended.
        weak = any(reason == "weak" for _, reason in against)
        if n >= threshold:
            state = "supported"
        elif not self.observing(ego, side) or n + p + u >= threshold:
            state = "unknown"
        elif n + p + u >= 1 or weak:
            state = "thin"
        else:
            state = "isolated"
        return Judged(state, counted, against)


def _figures(states: list[str]) -> dict[str, Any]:
    """Figures, in the words of §4.

    "supported ÷ known, and the range supported ÷ all … (supported + unknown) ÷ all." "Undefined is
    missing (`null`)"
    """
    count: Callable[[str], int] = states.count
    total, unknown, supported = len(states), count("unknown"), count("supported")
    known = total - unknown
    return {
        "supported": supported,
        "thin": count("thin"),
        "isolated": count("isolated"),
        "unknown": unknown,
        "known": known,
        "total": total,
        "share": supported / known if known else None,
        "low": supported / total if total else None,
        "high": (supported + unknown) / total if total else None,
    }


def read(tables: Tables, on: date, rule: Rule, school: str) -> dict[str, Any]:
    """Every student of ``school`` enrolled on ``on`` as the command prints them in JSON, without
    rule and sentences.
    """
    reading = Reading(tables, on, rule)
    ids = sorted(
        row.id for row in tables.students if row.school == school and reading.enrolled(row)
    )
    judged = {student: {side: reading.judge(student, side) for side in SIDES} for student in ids}
    return {
        "figures": {
            side: _figures([sides[side].state for sides in judged.values()]) for side in SIDES
        },
        "students": [
            {"id": student, **{side: sides[side].shape() for side in SIDES}}
            for student, sides in judged.items()
        ],
    }
