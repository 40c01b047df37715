"""The ego measures with their names and meanings, and why a value is missing: one place for pages, JSON, files and the codebook."""

from typing import NamedTuple

from analysis.ego import EgoMeasures
from graph_service.workflows.views import MeasureView


class Definition(NamedTuple):
    """One measure: its field, its name in the field, a label and a one-sentence meaning, and what makes it missing."""

    field: str
    name: str
    label: str
    meaning: str
    missing: str = ""


_NO_ALTER = "nobody counts yet, so there is nothing to measure"
_NO_PAIR = "no pair of these people could have been observed to be tied or not"

MEASURES = (
    Definition("size", "network_size", "Size", "How many people count as supportive, adults and peers together."),
    Definition("adults", "adults", "Adults", "How many of them are adults."),
    Definition("peers", "peers", "Peers", "How many of them are fellow students."),
    Definition("inside", "adults_inside_school", "Adults inside school", "How many of the adults are staff."),
    Definition("outside", "adults_outside_school", "Adults outside school", "Mentors, family and community adults."),
    Definition("role_diversity", "role_diversity", "Role diversity", "How many different roles they hold; a peer is one role."),
    Definition("density", "density", "Density", "Of the pairs that could be observed, the share who are tied to each other (ego removed).", _NO_PAIR),
    Definition("effective_size", "effective_size", "Effective size", "People less their overlap: where all know each other it is small.", _NO_ALTER),
    Definition("constraint", "constraint", "Constraint", "How far the web hangs on one person or close-knit group; lower is more open.", _NO_ALTER),
    Definition("tied", "pairs_tied", "Pairs tied", "How many pairs of them are tied to each other."),
    Definition("observable", "pairs_observable", "Pairs observable", "How many pairs somebody could have told us about."),
    Definition("possible", "pairs_possible", "Pairs possible", "How many pairs there are."),
)  # fmt: skip


def measure_views(measures: EgoMeasures) -> tuple[MeasureView, ...]:
    """The measures of one web as the doors show them."""
    return tuple(_view(definition, measures) for definition in MEASURES)


def _view(definition: Definition, measures: EgoMeasures) -> MeasureView:
    value: float | int | None = getattr(measures, definition.field)
    missing = definition.missing if value is None else ""
    return MeasureView(definition.name, definition.label, value, missing, definition.meaning)
