"""A list of students as the doors show it: already narrowed to what the reader may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph_service.workflows.caseload.list_choices import Advisor, Advisory, ListedSchool
from graph_service.workflows.desk.lens import Lens
from graph_service.workflows.states.views import SideFigure, SideView


@dataclass(frozen=True, slots=True)
class StudentLine:
    """One student in a list. ``reason`` is why the reader may see them; ``last_contact`` the latest
    with any adult.
    """

    uid: str
    id: str
    name: str
    grade: str | None
    school: str
    advisory: str | None
    advisors: tuple[str, ...]
    adult: SideView
    peer: SideView
    last_contact: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters, order and page of a list. Every field but ``text`` is a GET parameter of the
    same name ('' or 1: not set).

    ``school`` and ``advisor`` are uids, ``advisory`` is one or the name of each that is called so.
    ``text`` is a name that is searched for: it is sent in a body, never in an address.
    """

    tab: Literal["look", "ask", "all"] = "all"
    state: str = ""
    side: str = ""
    grade: str = ""
    advisory: str = ""
    advisor: str = ""
    school: str = ""
    text: str = ""
    sort: str = "look"
    page: int = 1


@dataclass(frozen=True, slots=True)
class Caseload:
    """The students an account may see, judged through a lens, filtered, ordered, and one page of
    them.

    ``lines`` is the page's; ``shown`` how many the filters leave; ``tabs`` counts of look, ask and
    all before the tab is applied; ``partial`` says that only what the reader may see was judged.
    ``schools`` are those that they are at.
    """

    title: str
    lens: Lens
    filters: Filters
    lines: tuple[StudentLine, ...]
    shown: int
    pages: int
    tabs: dict[str, int]
    adult: SideFigure
    peer: SideFigure
    grades: tuple[str, ...]
    advisories: tuple[Advisory, ...]
    schools: tuple[ListedSchool, ...]
    advisors: tuple[Advisor, ...]
    partial: bool
    synthetic: bool


def students_in(lines: Iterable[StudentLine]) -> set[str]:
    """Every student that a list shows: those of its lines, the peers whom their explanations name,
    and whose word they tell.
    """
    shown: set[str] = set()
    for line in lines:
        shown |= {line.uid, *line.adult.said_by, *line.peer.said_by}
        shown.update(alter.uid for alter in line.peer.counted)
        shown.update(alter.uid for alter in line.peer.not_counted)
    return shown
