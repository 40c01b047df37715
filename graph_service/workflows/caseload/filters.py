"""The filters and the order of a list, read from GET parameters and forms in one place."""

from collections.abc import Mapping
from dataclasses import fields

from graph_service.errors import BadInput, Fault
from graph_service.workflows.caseload.views import Filters

TABS = ("look", "ask", "all")
STATES = ("supported", "thin", "isolated", "unknown")
SIDES = ("adult", "peer")
_COLUMNS = ("look", "name", "school", "grade", "advisory", "adults", "peers", "contact")
SORTS = _COLUMNS + tuple(f"-{column}" for column in _COLUMNS)
FILTERS = tuple(field.name for field in fields(Filters))
"""The filters and the order of a list, by the names of their parameters."""
_CHOICES = {"tab": TABS, "state": STATES, "side": SIDES, "sort": SORTS}


def read_filters(parameters: Mapping[str, str], tab: str) -> Filters:
    """The filters that the address or the form asks for; blank ones are not set.

    Raises BadInput with every fault: a page that is no number, a tab, state, side or order that
    there is not.
    """
    given = {field.name: parameters.get(field.name, "").strip() for field in fields(Filters)}
    page = given.pop("page") or "1"
    faults = [
        _fault(name, f"“{given[name][:40]}” is none of {', '.join(among)}.")
        for name, among in _CHOICES.items()
        if given[name] and given[name] not in among
    ]
    if not (page.isascii() and page.isdigit() and len(page) < 7 and int(page) > 0):
        faults.append(_fault("page", f"“{page[:40]}” is not a whole number from 1 to 999999."))
    if faults:
        raise BadInput("The list cannot be shown as asked for.", faults)
    given["tab"] = given["tab"] or tab
    given["sort"] = given["sort"] or "look"
    return Filters(**given, page=int(page))  # type: ignore[arg-type] # the tab is one of three


def _fault(name: str, message: str) -> Fault:
    return Fault("the request", None, name, "filters", message)
