"""What narrows and orders a list, read from GET parameters in one place."""

from collections.abc import Mapping
from dataclasses import fields

from graph_service.errors import BadInput, Fault
from graph_service.workflows.views import Filters

_TABS = ("look", "ask", "all")


def read_filters(parameters: Mapping[str, str], tab: str) -> Filters:
    """The filters that the address asks for; BadInput for a page that is no number or a tab there is not."""
    given = {each.name: parameters.get(each.name, "").strip() for each in fields(Filters)}
    page = given.pop("page") or "1"
    given["tab"] = given["tab"] or tab
    given["sort"] = given["sort"] or "look"
    if not (page.isascii() and page.isdigit() and len(page) < 7) or given["tab"] not in _TABS:
        raise BadInput(
            "The address cannot be read.",
            [Fault("the request", None, "page, tab", "filters", "Choose a tab and a page from the list.")],
        )
    return Filters(**given, page=int(page))  # type: ignore[arg-type] # the tab is one of three
