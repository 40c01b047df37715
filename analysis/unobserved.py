"""Why nothing is known of a side: nobody who could know has answered about it, and whom to ask."""

from datetime import date

from analysis.evidence import Evidence
from analysis.facts import Side
from analysis.states import SideState
from facts.days import day_words
from facts.statements import Answer

_UNANSWERED = {
    "asked": (
        "was asked about {side} in the round of {day} and has not answered: ask {student} again"
    ),
    "declined": (
        "was asked about {side} in the round of {day} and chose not to answer: ask whether "
        "that still holds"
    ),
    "absent": "was away when {side} were asked about in the round of {day}: ask {student} now",
}

_UNANSWERED_IN_SHORT = {
    "asked": "Asked on {day}, not answered yet.",
    "declined": "Asked on {day}, chose not to answer.",
    "absent": "Away when the others were asked on {day}.",
}


def plural(side: Side, number: int) -> str:
    """The side as a noun for so many alters."""
    return side if number == 1 else f"{side}s"


def why_unobserved(evidence: Evidence, state: SideState, student: str) -> str:
    """Why nothing is known of the side, and whom to ask."""
    side = plural(state.side, 2)
    days = f"in the last {evidence.rule.fresh_days} days"
    if evidence.rule.observers == "advisor":
        return (
            f"No advisor of {student} has answered about {student}'s {side} {days}: ask an "
            f"advisor of {student}."
        )
    if state.own and _is_left_open(state):
        return f"{student} answered, and left open how many {side} there are: ask who."
    if state.own:
        return (
            f"{student} answered, but may have named as many as there was room for: ask who else."
        )
    latest = _unanswered(evidence, state)
    if latest is None:
        return f"Nobody who could know has answered about {student}'s {side} {days}: ask {student}."
    day = day_words(_opened(evidence, latest))
    return f"{student} {_UNANSWERED[latest.status].format(side=side, day=day, student=student)}."


def why_unobserved_in_short(evidence: Evidence, state: SideState) -> str:
    """The same in a few words."""
    if state.own and evidence.rule.observers != "advisor":
        if _is_left_open(state):
            return "Answered, and left open how many: ask who."
        return "Named as many as there was room for: who else?"
    latest = _unanswered(evidence, state)
    if latest is None or evidence.rule.observers == "advisor":
        return f"No answer in the last {evidence.rule.fresh_days} days."
    return _UNANSWERED_IN_SHORT[latest.status].format(day=day_words(_opened(evidence, latest)))


def _is_left_open(state: SideState) -> bool:
    """Whether the student's answers all stand in rounds that leave open how many there are (a cap
    of 0).
    """
    caps = [
        answer.round.max_adults if state.side == "adult" else answer.round.max_peers
        for answer in state.own
    ]
    return all(cap == 0 for cap in caps)


def _unanswered(evidence: Evidence, state: SideState) -> Answer | None:
    """The latest round that asked the student about the side and got no answer."""
    asked = [
        row
        for row in evidence.unanswered.get(state.ego, ())
        if _asks(evidence, row.fact, state.side)
    ]
    latest = max(asked, key=lambda row: (_opened(evidence, row.fact), row.id), default=None)
    return None if latest is None else latest.fact


def _asks(evidence: Evidence, answer: Answer, side: Side) -> bool:
    return evidence.facts.rounds[answer.round].asks in ("both", f"{side}s")


def _opened(evidence: Evidence, answer: Answer) -> date:
    return evidence.facts.rounds[answer.round].opened_on
