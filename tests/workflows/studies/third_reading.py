"""A third reading: a release worked out anew from a school's plain tables, by the second reading of
the rule and docs/release.md.

It shares nothing with what makes releases but the rule's value. Each student of these tables has a
grade of their own, so that a row of the file, which has no name, is found by it.
"""

from dataclasses import replace
from datetime import date
from itertools import combinations

import networkx as nx

from analysis.rule import Rule
from facts.statements import IN_CONFIDENCE
from graph_service.records.tables import AnswerRow, ReportRow, Tables
from tests.analysis.second_reading import COUNTS, SIDES, Reading
from tests.analysis.second_words import Word

NA = "NA"
Told = tuple[object, ...]
NOT_BY_WORDS = (
    "away",
    "role not counted",
    "no report",
    "not this evidence",
    "not named by the student",
)


def is_closed(tables: Tables, report: ReportRow) -> bool:
    """Whether it was said in confidence: by its own mark or by its round."""
    kinds = {row.id: row.kind for row in tables.rounds}
    return report.confidential or kinds[report.round_id] == IN_CONFIDENCE


def without_confidence(tables: Tables) -> Tables:
    """The tables without what was said in confidence, and without the answers that were, or that
    came with it.
    """
    kinds = {row.id: row.kind for row in tables.rounds}
    closed = [row for row in tables.reports if is_closed(tables, row)]
    came_with = {(row.round_id, row.informant_id, row.student_id) for row in closed}
    answers = [
        row
        for row in tables.answers
        if kinds[row.round_id] != IN_CONFIDENCE
        and (row.round_id, row.informant_id, row.student_id) not in came_with
    ]
    return replace(
        tables, reports=[row for row in tables.reports if row not in closed], answers=answers
    )


class Anew(Reading):
    """The tables on a day under a rule; ``every`` are the answers that date what was said with
    them, also those left out.
    """

    def __init__(
        self,
        tables: Tables,
        on: date,
        rule: Rule,
        every: list[AnswerRow],
        unheard: dict[str, set[str]] | None = None,
    ) -> None:
        super().__init__(tables, on, rule)
        self.every = every
        self.unheard = unheard or {side: set() for side in SIDES}

    def report_day(self, report: ReportRow) -> date:
        """Open words with a confidential answer have that answer's day all the same."""
        if report.reported_on is not None:
            return report.reported_on
        covering = self.covering(report, self.every)
        return self.answer_day(covering) if covering else self.rounds[report.round_id].opened_on

    def answers_given(self) -> list[AnswerRow]:
        """For what they date, not for what they show."""
        return [answer for answer in self.every if self.answer_day(answer) <= self.on]

    def answers_of(self, answers: list[AnswerRow], side: str) -> set[Told]:
        """The part of a side that these answers show."""
        return {
            (
                row.round_id,
                row.informant_id,
                row.student_id,
                self.complete(row, side),
                self.unnamed(row, side),
            )
            for row in answers
        }

    def told(self, ego: str, side: str) -> Told:
        """All that is told of a side, and that decides it."""
        judged = self.judge(ego, side)
        may = [self.may(ego, alter, reason) for alter, reason in judged.not_counted]
        own = [row for row in self.answers_in_force(ego, ego) if self.asks_about(row, side)]
        observing = self.answers_of(self.observing(ego, side), side)
        strengths = [self.strength(ego, alter) for alter in judged.counted]
        unnamed = self.highest_unnamed(ego, side)
        return judged, may, strengths, unnamed, observing, self.answers_of(own, side)

    def strength(self, ego: str, alter: str) -> int | None:
        """The greatest strength in the good words by which an alter counts."""
        given = [word.report.strength for word in self.deciding(ego, alter, "")]
        return max((strength for strength in given if strength is not None), default=None)

    def deciding(self, ego: str, alter: str, reason: str) -> list[Word]:
        """The words that decide of an alter: the good ones where they count, else all that
        speak.
        """
        words = self.words_on(ego, alter)
        begun = self.begun(ego, alter)
        ended = bool(begun) and not any(self.tie_in_force(tie, self.on) for tie in begun)
        if ended and reason != "ended":
            last = max(tie.until for tie in begun if tie.until is not None)
            words = [word for word in words if self.report_day(word.report) >= last]
        asked, silent = self.asked_words(ego, alter, words, as_if=reason == "ended")
        speaking = [word for word in asked if word not in silent]
        good = [word for word in speaking if self.fault(word) is None]
        return speaking if self.rule.evidence == "mutual" else good or speaking

    def rests_on_confidence(self, ego: str, alter: str, reason: str) -> bool:
        """Whether all of them are in confidence; where both ends are asked, whether one is."""
        if reason in NOT_BY_WORDS or (reason == "ended" and not self.may(ego, alter, reason)):
            return False
        closed = [is_closed(self.tables, word.report) for word in self.deciding(ego, alter, reason)]
        return any(closed) if self.rule.evidence == "mutual" else bool(closed) and all(closed)

    def carried(self, ego: str, side: str) -> set[str]:
        """The alters of whom words in confidence alone decide."""
        judged = self.judge(ego, side)
        verdicts = [*((alter, COUNTS) for alter in judged.counted), *judged.not_counted]
        return {alter for alter, reason in verdicts if self.rests_on_confidence(ego, alter, reason)}

    def tied(self, first: str, second: str) -> bool:
        """A role tie in force, or a good word of one on the other, each end's own fresh word before
        the other's.
        """
        for student, other in ((first, second), (second, first)):
            if student not in self.students:
                continue
            if any(self.tie_in_force(tie, self.on) for tie in self.ties_of(student, other)):
                return True
            words = [
                word
                for word in self.words_on(student, other)
                if word.informant in (student, other)
                and not self.silent(word)
                and not self.is_unheard(word, student, other)
            ]
            own = [word for word in words if word.informant == student and self.fresh_word(word)]
            if any(self.fault(word) is None for word in own or words):
                return True
        return False

    def is_unheard(self, word: Word, student: str, other: str) -> bool:
        """Whether the informant's statements about the other end's side are left out."""
        end = other if word.informant == student else student
        return word.informant in self.unheard[self.side_of(end)]

    def shown(self, first: str, second: str) -> bool:
        """Whether a peer's answer in force shows the pair: complete for the side of the other."""
        return any(
            self.complete(answer, self.side_of(other))
            for peer, other in ((first, second), (second, first))
            if peer in self.students and peer not in self.unheard[self.side_of(other)]
            for answer in self.answers_in_force(peer, peer)
        )


class Third:
    """A school's release as it should be."""

    def __init__(
        self,
        tables: Tables,
        on: date,
        rule: Rule,
        school: str,
        closed: dict[str, set[str]] | None = None,
    ) -> None:
        self.tables = tables
        self.closed = closed or {side: set() for side in SIDES}
        self.whole = Anew(tables, on, rule, tables.answers)
        self.open = Anew(without_confidence(tables), on, rule, tables.answers)
        self.quiet = Anew(without_confidence(tables), on, rule, tables.answers, self.closed)
        self.here = [
            row for row in tables.students if row.school == school and self.whole.enrolled(row)
        ]
        self.scope = {row.id for row in tables.students if row.school == school}

    def withheld(self, ego: str, side: str) -> bool:
        """Whether not all of a side may be told."""
        return (
            ego in self.closed[side]
            or self.whole.told(ego, side) != self.open.told(ego, side)
            or bool(self.whole.carried(ego, side))
        )

    def closed_now(self) -> dict[str, set[str]]:
        """By side, the students of whom not all may be told on this day."""
        return {
            side: {row.id for row in self.here if self.withheld(row.id, side)} for side in SIDES
        }

    def alters(self, ego: str) -> list[str]:
        """The alters that may be told of: on the sides that are observed and not withheld."""
        return [
            alter
            for side in SIDES
            if not self.withheld(ego, side) and self.open.observing(ego, side)
            for alter in self.open.judge(ego, side).counted
        ]

    def tied_pairs(self, ego: str) -> set[tuple[str, str]]:
        """The pairs of them that are tied whichever way one reads."""
        return {
            pair
            for pair in combinations(sorted(self.alters(ego)), 2)
            if self.whole.tied(*pair) and self.open.tied(*pair) and self.quiet.tied(*pair)
        }

    def stands(self, ego: str, side: str) -> bool:
        """Whether it is supported with and without confidence, by enough people of whom it was said
        openly.
        """
        known, carried = self.whole.judge(ego, side), self.whole.carried(ego, side)
        threshold = (
            self.whole.rule.adult_threshold if side == "adult" else self.whole.rule.peer_threshold
        )
        openly = [alter for alter in known.counted if alter not in carried]
        return (
            self.open.judge(ego, side).state == known.state == "supported"
            and len(openly) >= threshold
        )

    def rows(self) -> dict[str, dict[str, str]]:
        """The expected values of each row, by the student's grade."""
        return {row.grade or "": self._row(row.id) for row in self.here}

    def _row(self, ego: str) -> dict[str, str]:
        row: dict[str, str] = {}
        alters: dict[str, list[str] | None] = {}
        for side in SIDES:
            hidden = self.withheld(ego, side)
            row |= {
                f"{side}_{name}": value
                for name, value in self._side(ego, side, hidden=hidden).items()
            }
            observed = not hidden and bool(self.open.observing(ego, side))
            alters[side] = self.open.judge(ego, side).counted if observed else None
        return row | self._counts(alters) | self._structure(alters)

    def _side(self, ego: str, side: str, *, hidden: bool) -> dict[str, str]:
        own = [
            row for row in self.open.answers_in_force(ego, ego) if self.open.asks_about(row, side)
        ]
        capped = (
            NA
            if hidden or not own
            else str(not all(self.open.complete(row, side) for row in own)).upper()
        )
        judged = self.open.judge(ego, side)
        found = {
            "state": judged.state if not hidden or self.stands(ego, side) else "unknown",
            "observed": "FALSE",
            "count": NA,
            "not_counted": NA,
            "unnamed": NA,
            "cap_reached": capped,
            "stale_words": NA,
        }
        if hidden or not self.open.observing(ego, side):
            return found
        stale = sum(reason == "stale" for _, reason in judged.not_counted)
        return found | {
            "observed": "TRUE",
            "count": str(len(judged.counted)),
            "not_counted": str(len(judged.not_counted)),
            "unnamed": str(self.open.highest_unnamed(ego, side)),
            "stale_words": str(stale),
        }

    def _counts(self, alters: dict[str, list[str] | None]) -> dict[str, str]:
        adults, peers = alters["adult"], alters["peer"]
        staff = {row.id for row in self.tables.adults if row.kind == "staff"}
        whole = adults is not None and peers is not None
        return {
            "adults": NA if adults is None else str(len(adults)),
            "peers": NA if peers is None else str(len(peers)),
            "adults_inside_school": NA if adults is None else str(len(staff.intersection(adults))),
            "network_size": str(len(adults or []) + len(peers or [])) if whole else NA,
        }

    def _structure(self, alters: dict[str, list[str] | None]) -> dict[str, str]:
        if alters["adult"] is None and alters["peer"] is None:
            return dict.fromkeys(
                ("pairs_tied", "pairs_answered", "density", "density_answered", "effective_size"),
                NA,
            )
        known = [*(alters["adult"] or []), *(alters["peer"] or [])]
        pairs = [
            pair
            for pair in combinations(known, 2)
            if self.whole.tied(*pair) == self.open.tied(*pair) == self.quiet.tied(*pair)
        ]
        tied = [pair for pair in pairs if self.open.tied(*pair)]
        answered = [
            pair
            for pair in pairs
            if self.scope.intersection(pair) and self.quiet.shown(*pair) and self.whole.shown(*pair)
        ]
        both = [pair for pair in answered if pair in tied]
        web: nx.Graph[str] = nx.Graph([*(("ego", alter) for alter in known), *tied])
        return {
            "pairs_tied": str(len(tied)),
            "pairs_answered": str(len(answered)),
            "density": str(len(tied) / len({*tied, *answered})) if tied or answered else NA,
            "density_answered": str(len(both) / len(answered)) if answered else NA,
            "effective_size": str(nx.effective_size(web, nodes=list(web))["ego"]) if known else NA,
        }
