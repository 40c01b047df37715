"""Answers: who answered about whom, on which day, and what that answer can show."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from analysis.facts import SIDES, Facts, Side
from facts.recorded import Recorded
from facts.statements import Answer, Round

AnswerKey = tuple[str, str, str | None]
"""round, informant, about"""


class Answered(NamedTuple):
    """An answer with status *answered*: its day, and for each side whether its round asks it,
    whether it is complete and what it left unnamed.
    """

    day: date
    round: Round
    informant: str
    about: str | None
    asks: dict[Side, bool]
    complete: dict[Side, bool]
    unnamed: dict[Side, int]

    def settles(self, side: Side) -> bool:
        """Complete for the side, with nobody left unnamed on it."""
        return self.complete[side] and self.unnamed[side] == 0

    def order(self) -> tuple[date, date, str]:
        """Later answers sort later: by day, then the round opened later, then the higher round
        id.
        """
        return (self.day, self.round.opened_on, self.round.id)


def day_of(answer: Answer, of_round: Round) -> date:
    """The day an answer stands for: its own, else the round's closing, else its opening."""
    return answer.answered_on or of_round.closed_on or of_round.opened_on


def answered_days(facts: Facts) -> dict[AnswerKey, date]:
    """The day of each answered answer, by round, informant and whom it is about; of those too that
    are withheld.
    """
    return dict(facts.withheld) | {
        (answer.round, answer.informant, answer.about): day_of(answer, facts.rounds[answer.round])
        for answer in (row.fact for row in facts.answers)
        if answer.status == "answered"
    }


@dataclass(slots=True)
class AnswersInForce:
    """The answers in force on a day, by whom they are about and who gave them.

    ``of`` is keyed by (informant, about); ``about`` by the student they are about; ``settled``
    holds the latest settling answer of (informant, about, side); ``complete`` the students with a
    complete answer about themselves, by side.
    """

    of: dict[tuple[str, str | None], list[Answered]] = field(
        default_factory=lambda: defaultdict(list)
    )
    about: dict[str, list[Answered]] = field(default_factory=lambda: defaultdict(list))
    settled: dict[tuple[str, str | None, Side], Answered] = field(default_factory=dict)
    complete: dict[Side, set[str]] = field(default_factory=lambda: {side: set() for side in SIDES})

    def add(self, answer: Answered) -> None:
        """Take up one answer in force."""
        self.of.setdefault((answer.informant, answer.about), []).append(answer)
        if answer.about is not None:
            self.about.setdefault(answer.about, []).append(answer)
        for side, complete in answer.complete.items():
            if complete and answer.informant == answer.about:
                self.complete[side].add(answer.informant)
            if answer.settles(side):
                key = (answer.informant, answer.about, side)
                held = self.settled.get(key)
                if held is None or answer.order() > held.order():
                    self.settled[key] = answer

    def own(self, student: str) -> list[Answered]:
        """The student's answers in force about themselves."""
        return self.of.get((student, student), [])


def answers_in_force(
    facts: Facts,
    days: dict[AnswerKey, date],
    named: dict[tuple[str, str, str, Side], int],
    on: date,
    fresh_days: int,
) -> AnswersInForce:
    """The answers in force on ``on``.

    ``named`` is the number of distinct alters of a side that an informant named by that day, by
    (round, informant, about, side).
    """
    found = AnswersInForce()
    for answer in (row.fact for row in facts.answers if row.fact.status == "answered"):
        day = days[(answer.round, answer.informant, answer.about)]
        if not 0 <= (on - day).days < fresh_days:
            continue
        found.add(_weighed(answer, day, facts.rounds[answer.round], named))
    return found


def unanswered(facts: Facts, first: date, last: date) -> dict[str, list[Recorded[Answer]]]:
    """By student: what they were asked about themselves, in rounds of the days ``first`` …
    ``last``, and did not answer.
    """
    found: dict[str, list[Recorded[Answer]]] = {}
    for row in facts.answers:
        answer = row.fact
        in_vain = answer.status != "answered" and answer.informant == answer.about
        if in_vain and first <= facts.rounds[answer.round].opened_on <= last:
            found.setdefault(answer.informant, []).append(row)
    return found


def _weighed(
    answer: Answer,
    day: date,
    of_round: Round,
    named: dict[tuple[str, str, str, Side], int],
) -> Answered:
    asks: dict[Side, bool] = {
        "adult": of_round.asks in ("both", "adults"),
        "peer": of_round.asks in ("both", "peers"),
    }
    unnamed: dict[Side, int] = {
        "adult": answer.unnamed_adults,
        "peer": answer.unnamed_peers,
    }
    caps: dict[Side, int | None] = {
        "adult": of_round.max_adults,
        "peer": of_round.max_peers,
    }
    complete: dict[Side, bool] = {}
    for side, cap in caps.items():
        count = unnamed[side]
        if answer.about is not None:
            count += named.get((answer.round, answer.informant, answer.about, side), 0)
        complete[side] = asks[side] and (cap is None or count < cap)
    return Answered(day, of_round, answer.informant, answer.about, asks, complete, unnamed)
