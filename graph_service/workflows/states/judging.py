"""Judged sides as the doors show them, and a school's figures."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Protocol

from analysis.confidence import side_in_confidence
from analysis.evidence import Evidence
from analysis.explanation import explain, in_short
from analysis.facts import Side
from analysis.figures import ADVISOR_REPORTED_REFERENCE, figure
from analysis.states import SideState, State
from facts.people import STUDENT
from graph_service.workflows.states.views import CountedAlter, NotCounted, SideFigure, SideView


class Stated(Protocol):
    """Anything that has the state of a side."""

    @property
    def state(self) -> State:
        """The state."""


def side_view(evidence: Evidence, state: SideState, *, partial: bool) -> SideView:
    """One side of one student, explained; ``partial`` where the reader may not see everything there
    could be.
    """
    people = evidence.facts.people
    return SideView(
        side=state.side,
        state=state.state,
        count=state.n if state.observing else None,
        threshold=state.threshold,
        observed=bool(state.observing),
        counted=tuple(
            CountedAlter(verdict.alter, people[verdict.alter].id, people[verdict.alter].name)
            for verdict in state.counted
        ),
        not_counted=tuple(
            NotCounted(
                verdict.alter, people[verdict.alter].id, people[verdict.alter].name, verdict.reason
            )
            for verdict in state.not_counted
        ),
        said_by=_said_by(evidence, state),
        summary=in_short(evidence, state),
        sentence=explain(evidence, state, partial=partial),
        confidential=side_in_confidence(evidence, state),
    )


def _said_by(evidence: Evidence, state: SideState) -> tuple[str, ...]:
    words = (
        word
        for verdict in (*state.counted, *state.not_counted)
        for word in (*verdict.considered, *evidence.words_on(verdict.ego, verdict.alter))
    )
    said = {word.informant for word in words} - {state.ego}
    return tuple(sorted(uid for uid in said if evidence.facts.people[uid].kind == STUDENT))


def side_figure(side: Side, states: Iterable[Stated]) -> SideFigure:
    """The figure of these students' one side, beside the advisor-reported reference."""
    found = figure(state.state for state in states)
    reference = ADVISOR_REPORTED_REFERENCE[side]
    return SideFigure(**asdict(found), side=side, reference=reference)
