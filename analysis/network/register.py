"""The registers of the network's measures: each is a function, and the decorator says what it is.

A measure of a student's place gives a value for each student, None where it is missing. A measure
of the whole gives one value. The first paragraph of a docstring is the sentence that people read;
the worked example below it runs as a test.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from inspect import getdoc
from typing import Generic, TypeVar

from analysis.measures.ego_web import Number
from analysis.measures.register import Range
from analysis.network.friendships import Friendships

Values = Mapping[str, Number | None]
"""A value a student; students without one have None or are not there."""
Value = TypeVar("Value")


@dataclass(frozen=True)
class NetworkMeasure(Generic[Value]):
    """A number with a definition, of each student's place or of the whole network."""

    name: str
    label: str
    meaning: str
    unit: str
    range: Range
    formula: str
    missing_when: str
    source: str
    of: Callable[[Friendships], Value]

    @property
    def values(self) -> str:
        """Its unit and range, in words."""
        low, high = self.range
        return f"{self.unit}, {low} {'or more' if high is None else f'to {high}'}"


PLACES: dict[str, NetworkMeasure[Values]] = {}
WHOLES: dict[str, NetworkMeasure[Number | None]] = {}


def measure_in(
    register: dict[str, NetworkMeasure[Value]],
    *,
    label: str,
    unit: str,
    range: Range = (0, None),  # noqa: A002  the word that a reader of the register knows
    formula: str,
    missing_when: str,
    source: str = "",
) -> Callable[[Callable[[Friendships], Value]], Callable[[Friendships], Value]]:
    """Enter the function below into the register under its own name."""

    def enter(function: Callable[[Friendships], Value]) -> Callable[[Friendships], Value]:
        name = function.__name__
        if name in register:
            raise ValueError(f"There are two measures called {name}.")
        meaning = " ".join((getdoc(function) or "").split("\n\n")[0].split())
        register[name] = NetworkMeasure(
            name, label, meaning, unit, range, formula, missing_when, source, function
        )
        return function

    return enter
