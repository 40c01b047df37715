"""The figures of the proofs, and how often each came out as it must: told by tests, printed at the
end of a run.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(slots=True)
class Figure:
    """How many tries there were of one kind, how many came out as they must (``outcome`` in one
    word), and which, if that is told.
    """

    outcome: str
    tried: int = 0
    held: int = 0
    listed: list[str] = field(default_factory=list)


_figures: dict[str, Figure] = {}


def tell(what: str, *, tried: int, held: int, outcome: str = "refused", which: str = "") -> None:
    """Add tries of a kind; told before the test asserts that all held, so that what did not is
    printed too.
    """
    figure = _figures.setdefault(what, Figure(outcome))
    figure.tried += tried
    figure.held += held
    if which:
        figure.listed.append(which)


def told() -> dict[str, dict[str, Any]]:
    """All figures of this process, as one of several workers hands them over."""
    return {what: asdict(figure) for what, figure in _figures.items()}


def add(figures: Mapping[str, Mapping[str, Any]]) -> None:
    """Take in what a worker has ``told``."""
    for what, theirs in figures.items():
        figure = _figures.setdefault(what, Figure(theirs["outcome"]))
        figure.tried += theirs["tried"]
        figure.held += theirs["held"]
        figure.listed += theirs["listed"]


def lines(*, whole: bool) -> list[str]:
    """A line for each kind; ``whole`` with the list of what was tried, where there is one."""
    written = []
    for what, figure in sorted(_figures.items()):
        written.append(f"{what}: {figure.tried:,} tried, {figure.held:,} {figure.outcome}")
        written += [f"    {item}" for item in figure.listed] if whole else []
    return written
