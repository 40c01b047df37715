"""The measures of a web reach the doors with their words, and with why they are missing."""

from analysis.measures import MEASURES
from analysis.measures.example import example
from graph_service.workflows.states.measures import measure_views


def test_every_measure_of_the_register_is_shown_in_its_order() -> None:
    """Under its name in files, with its label, unit and sentence."""
    shown = [(view.name, view.label, view.unit, view.meaning) for view in measure_views(example())]
    assert shown == [(entry.name, entry.label, entry.unit, entry.meaning) for entry in MEASURES]


def test_a_value_or_the_reason_why_it_is_missing_is_shown() -> None:
    """Density is missing for an isolate, and size is nought; never both, and never neither."""
    views = {view.name: view for view in measure_views(example())}
    assert (views["network_size"].value, views["network_size"].missing) == (0, "")
    assert views["density"].value is None
    assert views["density"].missing.startswith("no pair of these people")
    assert all((view.value is None) == bool(view.missing) for view in views.values())
