"""The part of a student's states that may leave in a release: nothing untrue, and nothing that
rests on confidential words.

Everybody is judged twice, from everything and from what may leave. Where the two differ, others'
words that the student's own answer had overruled would count again, and the school would look
better than it is: that side is *unknown*. It is so too where the same is found but rests on words
in confidence alone. *Supported* stands where it is so both times and by enough people of whom it
was said openly; how many there are is then not told. The rest of such a side looks like one that
nobody was asked about.
"""

from collections.abc import Iterable
from typing import NamedTuple

from analysis.answers import Answered
from analysis.evidence import Evidence, Verdict
from analysis.facts import SIDES, Side
from analysis.measures.ego_web import EgoWeb, alters_of, ego_web_with
from analysis.pairs import pairs_of
from analysis.rule import Rule
from analysis.states import SideState, StudentStates

_WITHOUT_WORDS = frozenset(
    {"away", "role not counted", "no report", "not this evidence", "not named by the student"}
)
"""Reasons that follow from no word on the alter, and so from none in confidence."""


class Released(NamedTuple):
    """One student's states as they may leave, the web that is measured, and the sides of which not
    everything leaves.

    Those that are ``withheld`` are *unknown*; of those with the ``state_alone`` everything else is.
    """

    states: StudentStates
    web: EgoWeb
    withheld: frozenset[Side]
    state_alone: frozenset[Side]


def released(
    everything: tuple[Evidence, StudentStates],
    may_leave: tuple[Evidence, StudentStates],
    scope: frozenset[str],
) -> Released:
    """The part of one student that may leave, judged from all facts and from those that may
    leave.
    """
    (whole, known), (opened, seen) = everything, may_leave
    found = {side: _left(getattr(known, side), getattr(seen, side), whole.rule) for side in SIDES}
    states = StudentStates(found["adult"], found["peer"])
    changed = [side for side in SIDES if found[side] is not getattr(seen, side)]
    alters = alters_of(states)
    pairs = pairs_of(opened, alters, scope).agreed(pairs_of(whole, alters, scope))
    return Released(
        states,
        ego_web_with(opened, states, pairs),
        frozenset(side for side in changed if found[side].state == "unknown"),
        frozenset(side for side in changed if found[side].state != "unknown"),
    )


def _left(known: SideState, seen: SideState, rule: Rule) -> SideState:
    """The rest of a side: all of it, its state alone, or nothing."""
    closed = {
        verdict.alter
        for verdict in (*known.counted, *known.not_counted)
        if _rests_on_confidence(verdict, rule)
    }
    if _told(known) == _told(seen) and not closed:
        return seen
    openly = sum(verdict.alter not in closed for verdict in known.counted)
    stands = known.state == seen.state == "supported" and openly >= known.threshold
    return SideState(
        seen.ego, seen.side, "supported" if stands else "unknown", seen.threshold, (), (), 0, (), ()
    )


def _told(state: SideState) -> tuple[object, ...]:
    """All that a release tells of a side or that decides it."""
    verdicts = [
        (verdict.alter, verdict.reason, verdict.may_count, verdict.roles)
        for verdict in (*state.counted, *state.not_counted)
    ]
    return (
        state.state,
        state.unnamed,
        verdicts,
        _given(state.observing, state.side),
        _given(state.own, state.side),
    )


def _given(answers: Iterable[Answered], side: Side) -> set[tuple[object, ...]]:
    return {
        (
            answer.round.uid,
            answer.informant,
            answer.about,
            answer.day,
            answer.complete[side],
            answer.unnamed[side],
        )
        for answer in answers
    }


def _rests_on_confidence(verdict: Verdict, rule: Rule) -> bool:
    """Whether what decides of an alter are words in confidence alone; where both ends are asked,
    one of them is enough.

    For an alter whose ties have ended, statements decide only where the alter may yet count.
    """
    if (
        verdict.reason in _WITHOUT_WORDS
        or not verdict.considered
        or (verdict.reason == "ended" and not verdict.may_count)
    ):
        return False
    closed = [word.report.confidential for word in verdict.considered]
    return any(closed) if rule.evidence == "mutual" else all(closed)
