"""States: what the evidence shows of each student's two sides on a day.

*Thin* and *isolated* claim that something is missing; they are made only where someone who could
know was asked and answered.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from analysis.answers import Answered
from analysis.evidence import Evidence, Verdict
from analysis.facts import SIDES, Side
from analysis.presence import enrolled
from facts.people import STUDENT

State = Literal["supported", "thin", "isolated", "unknown"]

__all__ = ["SideState", "State", "StudentStates", "enrolled", "judge_all"]


class SideState(NamedTuple):
    """One side of one student: the state and all it follows from.

    ``counted`` and ``not_counted`` are in the order of the school's own ids; ``unnamed`` is the
    highest unnamed count that still speaks; ``observing`` the answers that observe the side (none:
    not observed); ``own`` the student's own answers in force to rounds that ask about the side.
    """

    ego: str
    side: Side
    state: State
    threshold: int
    counted: tuple[Verdict, ...]
    not_counted: tuple[Verdict, ...]
    unnamed: int
    observing: tuple[Answered, ...]
    own: tuple[Answered, ...]

    @property
    def n(self) -> int:
        """The number of alters that count."""
        return len(self.counted)


class StudentStates(NamedTuple):
    """Both sides of one student."""

    adult: SideState
    peer: SideState


def judge_all(evidence: Evidence, students: Iterable[str]) -> dict[str, StudentStates]:
    """Both states of each student, from evidence that is already indexed."""
    return {student: _judge(evidence, student) for student in students}


def _judge(evidence: Evidence, ego: str) -> StudentStates:
    people = evidence.facts.people
    verdicts = [evidence.verdict(ego, alter) for alter in evidence.alters(ego)]
    verdicts.sort(key=lambda verdict: people[verdict.alter].id)
    adult, peer = (
        _side(evidence, ego, side, [verdict for verdict in verdicts if verdict.side == side])
        for side in SIDES
    )
    return StudentStates(adult, peer)


def _side(evidence: Evidence, ego: str, side: Side, verdicts: list[Verdict]) -> SideState:
    rule = evidence.rule
    threshold = rule.adult_threshold if side == "adult" else rule.peer_threshold
    counted = tuple([verdict for verdict in verdicts if not verdict.reason])
    others = tuple([verdict for verdict in verdicts if verdict.reason])
    given = evidence.answers.own(ego)
    own = tuple([answer for answer in given if answer.asks[side]])
    observing = _observing(evidence, ego, side, own)
    unnamed = _unnamed(evidence, ego, side, [*given, *observing])
    possible = len(counted) + len([verdict for verdict in others if verdict.may_count]) + unnamed
    weak = any(verdict.reason == "weak" for verdict in others)
    state = _state(len(counted), possible, threshold, observed=bool(observing), weak=weak)
    return SideState(ego, side, state, threshold, counted, others, unnamed, observing, own)


def _state(count: int, possible: int, threshold: int, *, observed: bool, weak: bool) -> State:
    if count >= threshold:
        return "supported"
    if not observed or possible >= threshold:
        return "unknown"
    return "thin" if possible >= 1 or weak else "isolated"


def _observing(
    evidence: Evidence, ego: str, side: Side, own: tuple[Answered, ...]
) -> tuple[Answered, ...]:
    """The answers that observe the side: ``own`` are the student's that ask about it."""
    observers = evidence.rule.observers
    if observers == "student" or (observers == "student-or-advisor" and own):
        return tuple([answer for answer in own if answer.complete[side]])
    return tuple(
        [
            answer
            for answer in evidence.answers.about.get(ego, ())
            if answer.complete[side]
            and answer.round.kind == "advisor_report"
            and evidence.facts.people[answer.informant].kind != STUDENT
            and evidence.advised(answer.informant, ego, answer.day)
        ]
    )


def _unnamed(evidence: Evidence, ego: str, side: Side, answers: list[Answered]) -> int:
    """The highest unnamed count of these answers that their informant has not settled since."""
    highest = 0
    for answer in answers:
        if answer.unnamed[side] > highest:
            settled = evidence.answers.settled.get((answer.informant, ego, side))
            if settled is None or settled.day <= answer.day:
                highest = answer.unnamed[side]
    return highest
