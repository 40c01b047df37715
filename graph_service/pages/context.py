"""The frame around every page."""

from dataclasses import dataclass

from graph_service.access.reader import Reader
from graph_service.pages.addresses import Addresses

_NAVIGATION: dict[str, list[tuple[str, str]]] = {
    "advisor": [("/students", "My students"), ("/school", "Figures")],
    "lead": [
        ("/triage", "Triage"),
        ("/school", "School"),
        ("/network", "Network"),
        ("/studies", "Studies"),
    ],
    "researcher": [("/research", "Research")],
    "administrator": [
        ("/administration", "Administration"),
        ("/administration/imports/new", "Bring data in"),
        ("/studies", "Studies"),
        ("/administration/record", "Record"),
    ],
}


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of a page: the account, its links, and whether the people are invented.

    ``nav`` is (address, label, whether it is this page); ``at`` writes every address on the page,
    through the page's lens.
    """

    account_name: str
    role: str
    nav: list[tuple[str, str, bool]]
    synthetic: bool
    at: Addresses


def frame(reader: Reader, address: str, *, synthetic: bool, at: Addresses | None = None) -> Frame:
    """The frame of a page at that address; ``at`` is None where no lens is looked through."""
    through = at or Addresses()
    places = [
        (through(href), label, href == address) for href, label in _NAVIGATION.get(reader.role, [])
    ]
    return Frame(reader.name, reader.role, places, synthetic, through)


def home_of(reader: Reader) -> str:
    """The page an account opens on."""
    return _NAVIGATION[reader.role][0][0]
