"""The ego measures with their names and meanings, and why a value is missing: one place for pages,
JSON, files and the codebook.
"""

from typing import Literal, NamedTuple

from analysis.ego import EgoMeasures
from graph_service.workflows.states.views import MeasureView

Needs = Literal["adults", "peers", "both", "one"]
"""The sides that somebody has to have observed."""


class Definition(NamedTuple):
    """One measure: its field, its name in the field, a label and a one-sentence meaning; the sides
    it needs, and what else makes it missing.
    """

    field: str
    name: str
    label: str
    meaning: str
    needs: Needs = "one"
    undefined: str = ""

    @property
    def missing(self) -> str:
        """When it is missing, for the codebook."""
        return "; or ".join(filter(None, (UNOBSERVED[self.needs], self.undefined)))


UNOBSERVED: dict[Needs, str] = {
    "adults": "nobody who could know has answered about adults",
    "peers": "nobody who could know has answered about peers",
    "both": "nobody who could know has answered about one of the sides",
    "one": "nobody who could know has answered about either side",
}
_NO_ALTER = "nobody counts yet, so there is nothing to measure"
_NO_PAIR = "no pair of these people could have been observed to be tied or not"
_NO_ANSWER = "no answer shows any pair of these people"

MEASURES = (
    Definition(
        "size",
        "network_size",
        "Size",
        "How many people count as supportive, adults and peers together.",
        "both",
    ),
    Definition("adults", "adults", "Adults", "How many of them are adults.", "adults"),
    Definition("peers", "peers", "Peers", "How many of them are fellow students.", "peers"),
    Definition(
        "inside",
        "adults_inside_school",
        "Adults inside school",
        "How many of the adults are staff.",
        "adults",
    ),
    Definition(
        "outside",
        "adults_outside_school",
        "Adults outside school",
        "Mentors, family and community adults.",
        "adults",
    ),
    Definition(
        "role_diversity",
        "role_diversity",
        "Role diversity",
        "How many different roles they hold; a peer is one role.",
        "both",
    ),
    Definition(
        "density",
        "density",
        "Density",
        (
            "Of the pairs of whom it is known whether they are tied, the share who are (ego "
            "removed); biased upward."
        ),
        undefined=_NO_PAIR,
    ),
    Definition(
        "answered_density",
        "density_answered",
        "Density by answers",
        (
            "The same over the pairs that somebody's answer shows, tied or not: no pair is "
            "chosen by its tie."
        ),
        undefined=_NO_ANSWER,
    ),
    Definition(
        "effective_size",
        "effective_size",
        "Effective size",
        "People less their overlap: where all know each other it is small.",
        undefined=_NO_ALTER,
    ),
    Definition(
        "constraint",
        "constraint",
        "Constraint",
        "How far the web hangs on one person or close-knit group; lower is more open.",
        undefined=_NO_ALTER,
    ),
    Definition(
        "tied", "pairs_tied", "Pairs tied", "How many pairs of them are tied to each other."
    ),
    Definition(
        "observable",
        "pairs_observable",
        "Pairs observable",
        "Of how many pairs it is known whether they are tied.",
    ),
    Definition(
        "answered_tied",
        "pairs_answered_tied",
        "Pairs tied by answers",
        "Of the pairs that an answer shows, how many are tied.",
    ),
    Definition(
        "answered",
        "pairs_answered",
        "Pairs by answers",
        "How many pairs somebody's answer shows, tied or not.",
    ),
    Definition("possible", "pairs_possible", "Pairs possible", "How many pairs there are."),
)


def measure_views(measures: EgoMeasures) -> tuple[MeasureView, ...]:
    """The measures of one web as the doors show them."""
    return tuple(_view(definition, measures) for definition in MEASURES)


def _view(definition: Definition, measures: EgoMeasures) -> MeasureView:
    value: float | int | None = getattr(measures, definition.field)
    missing = "" if value is not None else _why_missing(definition, measures)
    return MeasureView(definition.name, definition.label, value, missing, definition.meaning)


def _why_missing(definition: Definition, measures: EgoMeasures) -> str:
    """Why a value is missing: a side that it needs is not observed, or else it is undefined."""
    observed = {"adults": measures.adults is not None, "peers": measures.peers is not None}
    unseen = [UNOBSERVED[side] for side in ("adults", "peers") if not observed[side]]
    if definition.needs in ("adults", "peers", "both") and unseen:
        return unseen[0] if len(unseen) == 1 or definition.needs != "both" else UNOBSERVED["one"]
    return definition.undefined if any(observed.values()) else UNOBSERVED["one"]
