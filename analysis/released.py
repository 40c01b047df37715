"""The part of a student's states that may leave in a release: nothing untrue, and nothing that
rests on confidential words.

Everybody is judged twice, from everything and from what may leave. Where the two differ, others'
words that the student's own answer had overruled would count again, and the school would look
better than it is: that side is *unknown*. It is so too where the same is found but rests on words
in confidence alone. *Supported* stands where it is so both times and by enough people of whom it
was said openly; how many there are is then not told. The rest of such a side looks like one that
nobody was asked about.

Rows of one study are joined by their codes: a student's row, the webs that they are an alter in,
and their rows of other waves. Such a side then has to look like one that nobody was asked about in
all of them. Its student's own statements about it show no pair of anybody's web, and ``closed``
names the sides that are closed in another wave.
"""

from collections.abc import Iterable
from typing import NamedTuple

from analysis.answers import Answered
from analysis.evidence import Evidence, Verdict
from analysis.facts import SIDES, Side
from analysis.measures.ego_web import EgoWeb, alters_of, ego_web_with, strength_of
from analysis.pairs import EVERYBODY_HEARD, Pairs, Unheard, pairs_of
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


Readings = tuple[tuple[Evidence, StudentStates], tuple[Evidence, StudentStates]]
"""One student judged from everything, and from what may leave."""


def closed_sides(readings: Readings) -> frozenset[Side]:
    """The sides of which not everything may leave."""
    (whole, known), (_, seen) = readings
    return frozenset(
        side
        for side in SIDES
        if not _open_to_all(getattr(known, side), getattr(seen, side), whole.rule)
    )


def released(
    everything: tuple[Evidence, StudentStates],
    may_leave: tuple[Evidence, StudentStates],
    scope: frozenset[str],
    closed: Unheard = EVERYBODY_HEARD,
) -> Released:
    """The part of one student that may leave, judged from all facts and from those that may
    leave.

    ``closed`` are all students' sides that are closed wherever rows may be joined with these.
    """
    (whole, known), (opened, seen) = everything, may_leave
    ego = seen.adult.ego
    shut = closed_sides((everything, may_leave)) | {side for side in SIDES if ego in closed[side]}
    found = {
        side: _left(getattr(known, side), getattr(seen, side), whole.rule, shut=side in shut)
        for side in SIDES
    }
    states = StudentStates(found["adult"], found["peer"])
    pairs = _pairs(whole, opened, alters_of(states), scope, closed)
    return Released(
        states,
        ego_web_with(opened, states, pairs),
        frozenset(side for side in shut if found[side].state == "unknown"),
        frozenset(side for side in shut if found[side].state != "unknown"),
    )


def _pairs(
    whole: Evidence, opened: Evidence, alters: list[str], scope: frozenset[str], closed: Unheard
) -> Pairs:
    """The pairs of which all readings know the same, that without the closed sides too."""
    pairs = pairs_of(opened, alters, scope).agreed(pairs_of(whole, alters, scope))
    if closed["adult"].isdisjoint(alters) and closed["peer"].isdisjoint(alters):
        return pairs
    return pairs.agreed(pairs_of(opened, alters, scope, closed))


def _open_to_all(known: SideState, seen: SideState, rule: Rule) -> bool:
    """Whether a side is the same in both readings, and rests on no confidential words alone."""
    return _told(known) == _told(seen) and not _resting_on_confidence(known, rule)


def _left(known: SideState, seen: SideState, rule: Rule, *, shut: bool) -> SideState:
    """The rest of a side: all of it, its state alone, or nothing."""
    if not shut:
        return seen
    hidden = _resting_on_confidence(known, rule)
    openly = sum(verdict.alter not in hidden for verdict in known.counted)
    stands = known.state == seen.state == "supported" and openly >= known.threshold
    return SideState(
        seen.ego, seen.side, "supported" if stands else "unknown", seen.threshold, (), (), 0, (), ()
    )


def _resting_on_confidence(known: SideState, rule: Rule) -> set[str]:
    """The alters of whom confidential words alone decide."""
    return {
        verdict.alter
        for verdict in (*known.counted, *known.not_counted)
        if _rests_on_confidence(verdict, rule)
    }


def _told(state: SideState) -> tuple[object, ...]:
    """All that a release tells of a side or that decides it."""
    verdicts = [
        (
            verdict.alter,
            verdict.reason,
            verdict.may_count,
            verdict.roles,
            strength_of(verdict) if verdict.counts else None,
        )
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
