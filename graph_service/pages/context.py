"""What stands around every page, and how lists write their addresses."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from graph_service.access.reader import Reader
from graph_service.workflows.lens import PARAMETERS
from graph_service.workflows.views import Filters

_NAVIGATION: dict[str, list[tuple[str, str]]] = {
    "advisor": [("/students", "My students"), ("/school", "Figures")],
    "lead": [("/triage", "Triage"), ("/school", "School")],
    "researcher": [("/research", "Research")],
    "administrator": [("/administration", "Administration")],
}


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page: whose it is, where they can go, and whether its people are invented."""

    account_name: str
    role: str
    nav: list[tuple[str, str, bool]]
    synthetic: bool


def frame(reader: Reader, address: str, *, synthetic: bool) -> Frame:
    """The frame of a page at that address."""
    places = _NAVIGATION.get(reader.role, [])
    return Frame(reader.name, reader.role, [(href, label, href == address) for href, label in places], synthetic)


def home_of(reader: Reader) -> str:
    """The page an account opens on."""
    return _NAVIGATION[reader.role][0][0]


def linker(address: str, filters: Filters, parameters: Mapping[str, str]) -> Callable[..., str]:
    """A function that writes the address of the same list with some filters or lens parameters changed."""
    now: dict[str, object] = {name: parameters[name] for name in PARAMETERS if parameters.get(name)}
    now |= {name: value for name, value in asdict(filters).items() if value not in ("", 1)}

    def link(**changes: object) -> str:
        pairs = {**now, "page": "", **changes}
        query = urlencode([(name, str(value)) for name, value in pairs.items() if value not in ("", None)])
        return f"{address}?{query}" if query else address

    return link
