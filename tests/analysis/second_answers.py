"""The second reading's first part: days, ties, answers, and what they observe, sentence by
sentence.
"""

from collections.abc import Iterable
from datetime import date

from analysis.rule import Rule
from graph_service.records.tables import AdultRow, AnswerRow, ReportRow, StudentRow, Tables, TieRow


class Answers:
    """The tables as they are read on one day under one rule."""

    def __init__(self, tables: Tables, on: date, rule: Rule) -> None:
        self.tables = tables
        self.on = on
        self.rule = rule
        self.students: dict[str, StudentRow] = {row.id: row for row in tables.students}
        self.adults: dict[str, AdultRow] = {row.id: row for row in tables.adults}
        self.rounds = {row.id: row for row in tables.rounds}

    def fresh(self, day: date) -> bool:
        """Fresh, in the words of §4.

        "*fresh(x)*: x ≤ D and D - x < the rule's days."
        """
        return day <= self.on and (self.on - day).days < self.rule.fresh_days

    def enrolled(self, student: StudentRow) -> bool:
        """Enrolled, in the words of §4.

        "Enrolled on D: no `enrolled_on` after D; and `left_on` after D, or no `left_on` and status
        enrolled (or blank)."
        """
        if student.enrolled_on is not None and student.enrolled_on > self.on:
            return False
        if student.left_on is not None:
            return student.left_on > self.on
        return student.status == "enrolled"

    def side_of(self, alter: str) -> str:
        """Students are peers, all others adults."""
        return "peer" if alter in self.students else "adult"

    def ties_of(self, ego: str, alter: str) -> list[TieRow]:
        """Ties of, in the words of §4.

        "Role tie in force on a day: since ≤ day (or none), and day < until (or none). A peer tie is
        read from both ends."
        """
        pairs = [(ego, alter), (alter, ego)] if alter in self.students else [(ego, alter)]
        return [tie for tie in self.tables.ties if (tie.student_id, tie.alter_id) in pairs]

    def tie_in_force(self, tie: TieRow, day: date) -> bool:
        """Since ≤ day (or none), and day < until (or none)."""
        return (tie.since is None or tie.since <= day) and (tie.until is None or day < tie.until)

    def advised(self, someone: str, student: str, day: date) -> bool:
        """Advised, in the words of §4.

        "Someone *advised* a student on a day if an advisor tie was in force."
        """
        return any(
            (tie.student_id, tie.alter_id, tie.role) == (student, someone, "advisor")
            and self.tie_in_force(tie, day)
            for tie in self.tables.ties
        )

    def answer_day(self, answer: AnswerRow) -> date:
        """Answer day, in the words of §4.

        "Its day: `answered_on`, else the round's closing, else its opening."
        """
        collected = self.rounds[answer.round_id]
        return answer.answered_on or collected.closed_on or collected.opened_on

    def in_force(self, answer: AnswerRow) -> bool:
        """In force, in the words of §4.

        "*In force*: status answered and fresh(its day)."
        """
        return answer.status == "answered" and self.fresh(self.answer_day(answer))

    def asks_about(self, answer: AnswerRow, side: str) -> bool:
        """Whether the answer's round asks about the side."""
        return self.rounds[answer.round_id].asks in ("both", side + "s")

    def unnamed(self, answer: AnswerRow, side: str) -> int:
        """How many they said they have without naming them."""
        return answer.unnamed_adults if side == "adult" else answer.unnamed_peers

    def complete(self, answer: AnswerRow, side: str) -> bool:
        """Complete, in the words of §4.

        "*Complete* for a side: the round asks about the side, and the distinct alters of that side
        in their reports up to D about that student in that round, plus the answer's unnamed count
        for the side, are fewer than the round's cap for the side (or it has none)."

        Doubt: is an alter reported as `none` one of "the distinct alters in their reports"? Yes as
        written: it took one of the places.
        """
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

    def settling(self, answer: AnswerRow, side: str) -> bool:
        """Settling, in the words of §4.

        "*Settling*: complete, with no unnamed count for the side."
        """
        return self.complete(answer, side) and self.unnamed(answer, side) == 0

    def answers_in_force(self, informant: str, about: str) -> list[AnswerRow]:
        """The informant's answers about the student that are in force."""
        return [
            answer
            for answer in self.tables.answers
            if (answer.informant_id, answer.student_id) == (informant, about)
            and self.in_force(answer)
        ]

    def observing(self, student: str, side: str) -> list[AnswerRow]:
        """Observing, in the words of §4.

        "Observed: an observer has an answer in force, complete for the side: the student about
        themselves; or an adult who advised the student on the answer's day, about this student, in
        an `advisor_report` round (under `student-or-advisor` only where the student has no answer
        in force, complete or not, to a round that asks about the side)."
        """
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

    def highest_unnamed(self, student: str, side: str) -> int:
        """Highest unnamed, in the words of §4.

        "u = the highest unnamed count for the side in the student's own answers in force and in the
        answers that observe it, leaving out those older than a settling answer of the same
        informant"

        Doubt: own answers to rounds that do not ask about the side too? Yes as written: "someone"
        was said. Doubt: older means an earlier day; the settling answer is about the same student
        and, on D, has been given.
        """
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

    def covering(self, report: ReportRow, answers: Iterable[AnswerRow]) -> AnswerRow | None:
        """Covering, in the words of §4.

        "An answer *covers* a word if it is the informant's answered answer in the word's round,
        about that student (a mirrored word: about the informant), else an adult's that names no
        student."

        A mirrored word is always the ego's own of its report, so "about the informant" is about the
        report's student.
        """
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

    def report_day(self, report: ReportRow) -> date:
        """Report day, in the words of §4.

        "A word's day: `reported_on`, else the day of the answer that covers it, else the round's
        opening."
        """
        if report.reported_on is not None:
            return report.reported_on
        covering = self.covering(report, self.tables.answers)
        return self.answer_day(covering) if covering else self.rounds[report.round_id].opened_on

    def answers_given(self) -> list[AnswerRow]:
        """The answers of days up to D."""
        return [answer for answer in self.tables.answers if self.answer_day(answer) <= self.on]
