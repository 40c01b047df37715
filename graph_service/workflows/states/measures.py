"""The measures of one student's web as a page and JSON show them, from the register."""

from analysis.measures import MEASURES
from analysis.measures.ego_web import EgoWeb
from analysis.measures.register import Measure
from graph_service.workflows.states.views import MeasureView


def measure_views(web: EgoWeb) -> tuple[MeasureView, ...]:
    """Every measure of the web, and why it is missing where it is."""
    return tuple(_view(entry, web) for entry in MEASURES)


def _view(entry: Measure, web: EgoWeb) -> MeasureView:
    value = entry.value(web)
    missing = entry.why_missing(web) if value is None else ""
    return MeasureView(entry.name, entry.label, value, entry.unit, missing, entry.meaning)
