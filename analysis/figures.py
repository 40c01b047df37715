"""A school's figure for one side, always with its bounds: what is unknown could go either way."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.states import State

ADVISOR_REPORTED_REFERENCE = {"adult": 0.90, "peer": 0.87}
"""Shares of students with multiple supportive relationships, as advisors of Big Picture Learning
schools report them."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Counts of states; ``share`` is supported ÷ known; the truth lies between ``low`` and
    ``high``. None where undefined.
    """

    supported: int
    thin: int
    isolated: int
    unknown: int
    known: int
    total: int
    share: float | None
    low: float | None
    high: float | None


def figure(states: Iterable[State]) -> Figure:
    """The figure of these students' states on one side."""
    counts = Counter(states)
    total = counts.total()
    known = total - counts["unknown"]
    supported = counts["supported"]
    return Figure(
        supported,
        counts["thin"],
        counts["isolated"],
        counts["unknown"],
        known,
        total,
        share=supported / known if known else None,
        low=supported / total if total else None,
        high=(supported + counts["unknown"]) / total if total else None,
    )
