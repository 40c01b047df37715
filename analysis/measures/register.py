"""The register of measures: each one is a function, and the decorator above it says what it is.

The page, JSON, the release with its codebook and the table in ``docs/measures.md`` are made from
the register. The first paragraph of a function's docstring is the sentence that people read; the
worked example below it runs as a test.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from inspect import getdoc
from typing import Literal

from analysis.measures.ego_web import UNOBSERVED, EgoWeb, Needs, Number

Level = Literal["student", "side", "tie", "adult", "advisory", "school"]
Range = tuple[Number, Number | None]
"""The least and the greatest value that there can be (None: no bound)."""
Function = Callable[[EgoWeb], Number | None]

DECIMALS = 9
"""Fractions are given to so many places. A page and a file then agree to the last digit, though
the page asks NetworkX and the file takes the short way."""


@dataclass(frozen=True)
class Measure:
    """A number with a definition.

    ``name`` is the word of egor and ideanet where they have one, and the column's name in files.
    ``of`` takes the measure in one web, by NetworkX where that has it. ``bulk`` is a shorter way
    to the same number for a whole school, where there is one.
    """

    name: str
    label: str
    meaning: str
    unit: str
    range: Range
    level: Level
    formula: str
    needs: Needs
    undefined: str
    source: str
    elsewhere: str
    of: Function
    bulk: Function | None

    @property
    def missing_when(self) -> str:
        """Everything that makes it missing, in words."""
        return "; or ".join(filter(None, (UNOBSERVED[self.needs], self.undefined)))

    @property
    def values(self) -> str:
        """Its unit and range, in words."""
        low, high = self.range
        return f"{self.unit}, {low} {'or more' if high is None else f'to {high}'}"

    def value(self, web: EgoWeb) -> Number | None:
        """The value in a web; None where it is missing."""
        return None if self.needs in web.unseen else rounded(web.value(self.of))

    def why_missing(self, web: EgoWeb) -> str:
        """Why there is no value in this web."""
        return web.why_unseen(self.needs) or self.undefined


def rounded(value: Number | None) -> Number | None:
    """A value as it is given to people; adding nought turns -0.0 into 0.0."""
    return round(value, DECIMALS) + 0.0 if isinstance(value, float) else value


REGISTER: dict[str, Measure] = {}
"""Every measure by its name, in the order of pages and files."""


def measure(
    *,
    label: str,
    unit: str,
    range: Range = (0, None),  # noqa: A002  the word that a reader of the register knows
    level: Level = "student",
    formula: str,
    needs: Needs = "either",
    undefined: str = "",
    source: str = "",
    elsewhere: str = "",
    bulk: Function | None = None,
) -> Callable[[Function], Function]:
    """Enter the function below into the register under its own name."""

    def enter(function: Function) -> Function:
        name = function.__name__
        if name in REGISTER:
            raise ValueError(f"There are two measures called {name}.")
        meaning = " ".join((getdoc(function) or "").split("\n\n")[0].split())
        REGISTER[name] = Measure(
            name, label, meaning, unit, range, level, formula,
            needs, undefined, source, elsewhere, function, bulk,
        )  # fmt: skip
        return function

    return enter


def measured(measures: Iterable[Measure], web: EgoWeb) -> dict[str, Number | None]:
    """The values of these measures in one web, by their names."""
    return {entry.name: entry.value(web) for entry in measures}


def measured_in_bulk(
    measures: Iterable[Measure], webs: Iterable[EgoWeb]
) -> list[dict[str, Number | None]]:
    """The same for many webs, by the bulk form of each measure that has one."""
    ways = [(entry.name, entry.needs, entry.bulk or entry.of) for entry in measures]
    return [_taken(ways, web) for web in webs]


def _taken(ways: list[tuple[str, Needs, Function]], web: EgoWeb) -> dict[str, Number | None]:
    unseen, found = web.unseen, web.found
    for name, needs, way in ways:
        found[name] = None if needs in unseen else way(web)
    # rounded in place: 30,000 calls would cost as much as the measures of a school
    return {
        name: round(value, DECIMALS) + 0.0 if isinstance(value, float) else value
        for name, value in found.items()
    }
