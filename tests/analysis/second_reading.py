"""A second, slow reading of the rule, sentence by sentence over a school's plain tables; it shares nothing with ``analysis``.

Where a sentence leaves a doubt, the doubt is named beside the choice; the choice is then the one that says unknown rather than isolated.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from analysis.rule import Rule
from graph_service.records.tables import AdultRow, AnswerRow, ReportRow, StudentRow, Tables, TieRow

SIDES = ("adult", "peer")
COUNTS = "counts"


class Word(NamedTuple):
    """What one informant says of (ego, alter); ``mirrored`` when read from the peer's end."""

    ego: str
    alter: str
    informant: str
    report: ReportRow
    mirrored: bool


class Judged(NamedTuple):
    """One side of one student: the state, the alters that count, and those that do not with their reasons."""

    state: str
    counted: list[str]
    not_counted: list[tuple[str, str]]

    def shape(self) -> dict[str, Any]:
        """The side as the command prints it, without sentence."""
        return {
            "state": self.state,
            "counted": self.counted,
            "not_counted": [{"alter": alter, "reason": reason} for alter, reason in self.not_counted],
        }


class Reading:
    """The tables as they are read on one day under one rule."""

    def __init__(self, tables: Tables, on: date, rule: Rule) -> None:
        self.tables = tables
        self.on = on
        self.rule = rule
        self.students: dict[str, StudentRow] = {row.id: row for row in tables.students}
        self.adults: dict[str, AdultRow] = {row.id: row for row in tables.adults}
        self.rounds = {row.id: row for row in tables.rounds}

    # "*fresh(x)*: x ≤ D and D − x < the rule's days."
    def fresh(self, day: date) -> bool:
        return day <= self.on and (self.on - day).days < self.rule.fresh_days

    # "Enrolled on D: no `enrolled_on` after D; and `left_on` after D, or no `left_on` and status enrolled (or blank)."
    def enrolled(self, student: StudentRow) -> bool:
        if student.enrolled_on is not None and student.enrolled_on > self.on:
            return False
        if student.left_on is not None:
            return student.left_on > self.on
        return student.status == "enrolled"

    def side_of(self, alter: str) -> str:
        return "peer" if alter in self.students else "adult"

    # "Role tie in force on a day: since ≤ day (or none), and day < until (or none). A peer tie is read from both ends."
    def ties_of(self, ego: str, alter: str) -> list[TieRow]:
        pairs = [(ego, alter), (alter, ego)] if alter in self.students else [(ego, alter)]
        return [tie for tie in self.tables.ties if (tie.student_id, tie.alter_id) in pairs]

    def tie_in_force(self, tie: TieRow, day: date) -> bool:
        return (tie.since is None or tie.since <= day) and (tie.until is None or day < tie.until)

    # "Someone *advised* a student on a day if an advisor tie was in force."
    def advised(self, someone: str, student: str, day: date) -> bool:
        return any(
            (tie.student_id, tie.alter_id, tie.role) == (student, someone, "advisor") and self.tie_in_force(tie, day)
            for tie in self.tables.ties
        )

    # "Its day: `answered_on`, else the round's closing, else its opening."
    def answer_day(self, answer: AnswerRow) -> date:
        collected = self.rounds[answer.round_id]
        return answer.answered_on or collected.closed_on or collected.opened_on

    # "*In force*: status answered and fresh(its day)."
    def in_force(self, answer: AnswerRow) -> bool:
        return answer.status == "answered" and self.fresh(self.answer_day(answer))

    def asks_about(self, answer: AnswerRow, side: str) -> bool:
        return self.rounds[answer.round_id].asks in ("both", side + "s")

    def unnamed(self, answer: AnswerRow, side: str) -> int:
        return answer.unnamed_adults if side == "adult" else answer.unnamed_peers

    # "*Complete* for a side: the round asks about the side, and the distinct alters of that side in their reports up to D about
    # that student in that round, plus the answer's unnamed count for the side, are fewer than the round's cap for the side
    # (or it has none)."
    # Doubt: is an alter reported as `none` one of "the distinct alters in their reports"? Yes as written: it took one of the places.
    def complete(self, answer: AnswerRow, side: str) -> bool:
        collected = self.rounds[answer.round_id]
        cap = collected.max_adults if side == "adult" else collected.max_peers
        named = {
            report.alter_id
            for report in self.tables.reports
            if (report.round_id, report.informant_id, report.student_id)
            == (answer.round_id, answer.informant_id, answer.student_id)
            and self.side_of(report.alter_id) == side
            and self.report_day(report) <= self.on
        }
        if not self.asks_about(answer, side):
            return False
        return cap is None or len(named) + self.unnamed(answer, side) < cap

    # "*Settling*: complete, with no unnamed count for the side."
    def settling(self, answer: AnswerRow, side: str) -> bool:
        return self.complete(answer, side) and self.unnamed(answer, side) == 0

    def answers_in_force(self, informant: str, about: str) -> list[AnswerRow]:
        return [
            answer
            for answer in self.tables.answers
            if (answer.informant_id, answer.student_id) == (informant, about) and self.in_force(answer)
        ]

    # "Observed: an observer has an answer in force, complete for the side: the student about themselves; or an adult who advised
    # the student on the answer's day, about this student, in an `advisor_report` round (under `student-or-advisor` only where the
    # student has no answer in force, complete or not, to a round that asks about the side)."
    def observing(self, student: str, side: str) -> list[AnswerRow]:
        own = self.answers_in_force(student, student)
        by_student = [answer for answer in own if self.complete(answer, side)]
        by_advisor = [
            answer
            for answer in self.tables.answers
            if answer.informant_id in self.adults
            and answer.student_id == student
            and self.rounds[answer.round_id].kind == "advisor_report"
            and self.in_force(answer)
            and self.complete(answer, side)
            and self.advised(answer.informant_id, student, self.answer_day(answer))
        ]
        if self.rule.observers == "student":
            return by_student
        if self.rule.observers == "advisor":
            return by_advisor
        if any(self.asks_about(answer, side) for answer in own):
            return by_student
        return by_student + by_advisor

    # "u = the highest unnamed count for the side in the student's own answers in force and in the answers that observe it,
    # leaving out those older than a settling answer of the same informant"
    # Doubt: own answers to rounds that do not ask about the side too? Yes as written: "someone" was said.
    # Doubt: older means an earlier day; the settling answer is about the same student and, on D, has been given.
    def highest_unnamed(self, student: str, side: str) -> int:
        looked_at = self.answers_in_force(student, student) + self.observing(student, side)
        counts = [0]
        for answer in looked_at:
            settled = any(
                self.settling(other, side) and self.answer_day(other) > self.answer_day(answer)
                for other in self.answers_in_force(answer.informant_id, student)
            )
            if not settled:
                counts.append(self.unnamed(answer, side))
        return max(counts)

    # "An answer *covers* a word if it is the informant's answered answer in the word's round, about that student (a mirrored word:
    # about the informant), else an adult's that names no student."
    # A mirrored word is always the ego's own of its report, so "about the informant" is about the report's student.
    def covering(self, report: ReportRow, answers: Iterable[AnswerRow]) -> AnswerRow | None:
        theirs = [
            answer
            for answer in answers
            if (answer.round_id, answer.informant_id, answer.status)
            == (report.round_id, report.informant_id, "answered")
        ]
        for answer in theirs:
            if answer.student_id == report.student_id:
                return answer
        for answer in theirs:
            if answer.student_id is None and answer.informant_id in self.adults:
                return answer
        return None

    # "A word's day: `reported_on`, else the day of the answer that covers it, else the round's opening."
    def report_day(self, report: ReportRow) -> date:
        if report.reported_on is not None:
            return report.reported_on
        covering = self.covering(report, self.tables.answers)
        return self.answer_day(covering) if covering else self.rounds[report.round_id].opened_on

    def answers_given(self) -> list[AnswerRow]:
        return [answer for answer in self.tables.answers if self.answer_day(answer) <= self.on]

    # Doubt: does an answer of a later day than D cover a word of an earlier day? It dates the word; beyond that it is a fact of a
    # later day, and "as of a date ignores facts of later days" (the issue).
    def covering_day(self, word: Word) -> date | None:
        covering = self.covering(word.report, self.answers_given())
        return self.answer_day(covering) if covering else None

    # "Word: what one informant says of (ego, alter). A student's naming of a peer is read from the peer's end too, as that
    # student's word on (peer, student)."
    # Doubt: a student's report on a tie of which they are the *alter* is no naming from their own end: it is not mirrored.
    # "Per informant and pair only the latest word up to D speaks (same day: the round opened later, then the higher round id,
    # then a word given about this very pair before a mirrored one)."
    def words_on(self, ego: str, alter: str) -> list[Word]:
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
        collected = self.rounds[word.report.round_id]
        return (self.report_day(word.report), collected.opened_on, collected.id, not word.mirrored)

    # "A word that a student gave about a tie of which they are either end, however it was given, is silent once a later settling
    # answer of theirs about themselves, for the side of the other end, is in force (later than the word's day, than the answer
    # that covers it, and than their answered answer about themselves in the word's round)"
    def silent(self, word: Word) -> bool:
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

    # "It is *fresh* if fresh(its day), or fresh(the day of the answer that covers it), or, being supportive and about an adult
    # alter, that adult had a contact with the student on a fresh day after the word's day and D − the word's day < twice the
    # rule's days. Otherwise it is stale, whatever it said."
    def fresh_word(self, word: Word) -> bool:
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

    # "A word is good if fresh, supportive, and of at least the least strength (none given = 1). Else its fault is, in this
    # order: stale, stressful, denied (`none`), neutral, weak."
    def fault(self, word: Word) -> str | None:
        if not self.fresh_word(word):
            return "stale"
        if word.report.support != "supportive":
            return {"stressful": "stressful", "none": "denied", "neutral": "neutral"}[word.report.support]
        strength = 1 if word.report.strength is None else word.report.strength
        return "weak" if strength < self.rule.least_strength else None

    # "own-first: … the student's latest settling answer in force for the side settles it up to its day"
    # Doubt: two settling answers of one day: the latest is told as for words, by the round opened later, then the higher round id.
    def settled_by(self, ego: str, side: str) -> AnswerRow | None:
        settling = [answer for answer in self.answers_in_force(ego, ego) if self.settling(answer, side)]
        return max(
            settling,
            key=lambda answer: (
                self.answer_day(answer),
                self.rounds[answer.round_id].opened_on,
                answer.round_id,
            ),
            default=None,
        )

    # "Whose word the evidence asks for" -> the words asked for, and those among them that are silent.
    def asked_words(self, ego: str, alter: str, words: list[Word]) -> tuple[list[Word], list[Word]]:
        evidence = self.rule.evidence
        own = [word for word in words if word.informant == ego]
        if evidence == "student":
            asked = own
        elif evidence == "mutual":
            asked = [word for word in words if word.informant in (ego, alter)]
        elif evidence == "advisor":
            # "that of anyone who advised the ego on the word's day, about themselves too"
            asked = [word for word in words if self.advised(word.informant, ego, self.report_day(word.report))]
        else:
            # "everyone's, but a fresh word of the ego about this alter decides alone"
            # Doubt: does a fresh but silent word of the ego still decide? No: it is silent, others may speak.
            deciding = [word for word in own if self.fresh_word(word) and not self.silent(word)]
            asked = deciding or words
        silent = [word for word in asked if self.silent(word)]
        if evidence == "own-first":
            # "words of others of that day or earlier, or given in the same round, do not speak (*not named by the student*)"
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

    # "else the fault of the first of them: student, alter, advisor, third; then the latest; then by informant id"
    # Doubt: "advisor" is, as in the evidence, someone who advised the ego on the word's day.
    def _first(self, word: Word) -> tuple[int, int, str]:
        if word.informant == word.ego:
            place = 0
        elif word.informant == word.alter:
            place = 1
        else:
            place = 2 if self.advised(word.informant, word.ego, self.report_day(word.report)) else 3
        return (place, -self.report_day(word.report).toordinal(), word.informant)

    # "mutual both ends: it counts when the ego's word and the alter's are good; when one is good and the other end has no fresh
    # word, it is *not confirmed yet* if that end has no answer in force that would have shown it …, else *not mutual*;
    # otherwise the fault of the first end that has one (student before alter; a fresh word's before a stale one's)."
    # Doubt: a silent word is no word here: its giver was asked again.
    def mutual(self, ego: str, alter: str, speaking: list[Word]) -> str:
        by_end = {word.informant: word for word in speaking}
        ends = (ego, alter)
        good = [end for end in ends if end in by_end and self.fault(by_end[end]) is None]
        if len(good) == 2:
            return COUNTS
        if len(good) == 1:
            other = alter if good == [ego] else ego
            if other not in by_end or not self.fresh_word(by_end[other]):
                return "not mutual" if self.would_have_shown(other, ego, alter) else "not confirmed yet"
        faults = [fault for end in ends if end in by_end and (fault := self.fault(by_end[end])) is not None]
        return next((fault for fault in faults if fault != "stale"), faults[0])

    # "an ego: complete for the side; a peer: complete for peers; an adult: one about this student or naming no student"
    # Doubt: an adult's answer to a round that asks only about peers? As written, any answer about this student or naming none.
    def would_have_shown(self, end: str, ego: str, alter: str) -> bool:
        if end == ego:
            return any(self.complete(answer, self.side_of(alter)) for answer in self.answers_in_force(ego, ego))
        if end in self.students:
            return any(self.complete(answer, "peer") for answer in self.answers_in_force(end, end))
        return any(
            answer.informant_id == end and answer.student_id in (ego, None) and self.in_force(answer)
            for answer in self.tables.answers
        )

    # "present (else *away*: `active_until` or `left_on` ≤ D, `active_from` or `enrolled_on` > D, or status left or graduated
    # with no date)"
    # Doubt: "no date" is no `left_on`; a day of coming does not say that they are still there.
    def away(self, alter: str) -> bool:
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
        return [tie for tie in self.ties_of(ego, alter) if tie.since is None or tie.since <= self.on]

    # "An alter counts if, in this order: present; of the role ties of the pair that had begun by D one is in force, or there were
    # none, or somebody has a word of the day the last of them ended or later (else *ended*; where only such later words keep it,
    # they alone are looked at, and the role is `other` …)"
    # Doubt: a silent word keeps a tie from having ended, as written; then it alone is looked at (*not named by the student*).
    def verdict(self, ego: str, alter: str) -> str:
        if self.away(alter):
            return "away"
        words = self.words_on(ego, alter)
        begun = self.begun(ego, alter)
        roles = {tie.role for tie in begun if self.tie_in_force(tie, self.on)}
        if begun and not roles:
            last_end = max(tie.until for tie in begun if tie.until is not None)
            words = [word for word in words if self.report_day(word.report) >= last_end]
            if not words:
                return "ended"
        return self.evidence(ego, alter, roles or {"other"}, words)

    # "on the adult side one of the roles in force (`other` if there is none) counts (else *role not counted*); somebody has a
    # word (else *no report*); somebody whose word the evidence asks for has one that is not silent (else *not named by the
    # student* if one was silenced by that, else *not this evidence*); and one of those words is good (else the fault of the first)"
    def evidence(self, ego: str, alter: str, roles: set[str], words: list[Word]) -> str:
        if alter in self.adults and not roles & self.rule.roles:
            return "role not counted"
        if not words:
            return "no report"
        asked, silent = self.asked_words(ego, alter, words)
        speaking = sorted((word for word in asked if word not in silent), key=self._first)
        if not speaking:
            return "not named by the student" if silent else "not this evidence"
        if self.rule.evidence == "mutual":
            return self.mutual(ego, alter, speaking)
        faults = [self.fault(word) for word in speaking]
        if None in faults:
            return COUNTS
        return faults[0] or COUNTS

    # "p = alters that may: *not confirmed yet*, or *ended* where nothing else speaks against them (nobody was asked since)";
    # "whether anything else speaks against an ended alter is judged as if its ties had not ended"
    # Doubt: the words in brackets explain and add no condition. *No report* speaks against; *not confirmed yet* does not.
    def may(self, ego: str, alter: str, reason: str) -> bool:
        if reason == "ended":
            roles = {tie.role for tie in self.begun(ego, alter)}
            as_if = self.evidence(ego, alter, roles, self.words_on(ego, alter))
            return as_if in (COUNTS, "not confirmed yet")
        return reason == "not confirmed yet"

    # An alter is anyone with a role tie begun by D, or of whom somebody has a word of a day up to D.
    def alters(self, ego: str, side: str) -> list[str]:
        people = self.adults if side == "adult" else self.students
        return sorted(
            alter for alter in people if alter != ego and (self.begun(ego, alter) or self.words_on(ego, alter))
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
        # Doubt: "some alter is only *weak*": the alter's reason is weak; an ended alter's reason is ended.
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


# "supported ÷ known, and the range supported ÷ all … (supported + unknown) ÷ all." "Undefined is missing (`null`)"
def _figures(states: list[str]) -> dict[str, Any]:
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
    """Every student of ``school`` enrolled on ``on`` as the command prints them in JSON, without rule and sentences."""
    reading = Reading(tables, on, rule)
    ids = sorted(row.id for row in tables.students if row.school == school and reading.enrolled(row))
    judged = {student: {side: reading.judge(student, side) for side in SIDES} for student in ids}
    return {
        "figures": {side: _figures([sides[side].state for sides in judged.values()]) for side in SIDES},
        "students": [
            {"id": student, **{side: sides[side].shape() for side in SIDES}} for student, sides in judged.items()
        ],
    }
