"""What the doors show: judged, explained, and already narrowed to what the reader may see. Pages, JSON and files read these alone."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from analysis.names import spoken
from analysis.rule import Rule
from graph_service.workflows.list_choices import Advisor, Advisory, ListedSchool
from graph_service.workflows.recorded import RecordedView
from graph_service.workflows.said_today import SaidToday

SideName = Literal["adult", "peer"]
State = Literal["supported", "thin", "isolated", "unknown"]
Line = Literal["strong", "weak", "unconfirmed", "stressful", "ended", "none"]


@dataclass(frozen=True, slots=True)
class Lens:
    """How the facts are read: the day, the rule, and the day as of which they were known (None: as known now).

    ``query`` is the same as GET parameters (``on=2026-01-31&rule=mutual``), only what differs from the defaults; '' for none.
    ``sentence`` says day and rule in one line for people.
    """

    on: date
    rule: Rule
    known_on: date | None
    query: str
    sentence: str


@dataclass(frozen=True, slots=True)
class NotCounted:
    """An alter that does not count, and why (``reason`` in the rule's words, ``sentence`` for people)."""

    uid: str
    id: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Counted:
    """An alter that counts; ``id`` is the school's own."""

    uid: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of one student: the state, how many count of how many asked for, and the sentence that explains it.

    ``observed``: whether somebody who could know has answered; where not, ``count`` is None, since there may be more than are known.
    ``counted`` are the alters that count, by the school's own ids. ``summary`` is one line for a list, ``sentence`` all of it; ``said_by``
    are the other students (uids) whose word on one of them is told. ``confidential`` when it rests on something said in confidence.
    """

    side: SideName
    state: State
    count: int | None
    threshold: int
    observed: bool
    counted: tuple[Counted, ...]
    not_counted: tuple[NotCounted, ...]
    said_by: tuple[str, ...]
    summary: str
    sentence: str
    confidential: bool


@dataclass(frozen=True, slots=True)
class StudentLine:
    """One student in a list. ``reason`` is why the reader may see them; ``last_contact`` the latest with any adult."""

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
class SideFigure:
    """A school's figure for one side: counts, the share supported of those known, and its bounds (None where undefined)."""

    side: SideName
    supported: int
    thin: int
    isolated: int
    unknown: int
    known: int
    total: int
    share: float | None
    low: float | None
    high: float | None
    reference: float


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows, orders and pages a list; every field but ``text`` is a GET parameter of the same name ('' or 1: not set).

    ``school`` and ``advisor`` are uids, ``advisory`` is one or the name of each that is called so. ``text`` is a name that is
    searched for: it is sent in a body, never in an address.
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
    """The students an account may see, judged through a lens, filtered, ordered, and one page of them.

    ``lines`` is the page's; ``shown`` how many the filters leave; ``tabs`` counts of look, ask and all before the tab is applied;
    ``partial`` says that only what the reader may see was judged. ``schools`` are those that they are at.
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


@dataclass(frozen=True, slots=True)
class WordView:
    """One informant's word on a tie. ``who``: student, alter, advisor or third; ``fault``: '' or the rule's word; ``silent``: not said again."""

    informant: str
    who: str
    support: str
    strength: int | None
    kinds: tuple[str, ...]
    said_on: date
    round_kind: str
    confidential: bool
    mirrored: bool
    silent: bool
    fault: str


@dataclass(frozen=True, slots=True)
class TieView:
    """One role tie as recorded. ``ended`` on the lens's day; ``recorded_by`` an account, by its name, or “an import”, on a day ('' and
    None where it has ended by today).
    """

    id: str
    role: str
    since: date | None
    until: date | None
    detail: str | None
    ended: bool
    recorded_by: str
    recorded_on: date | None


@dataclass(frozen=True, slots=True)
class AlterView:
    """One alter of the student: who they are, whether they count and why not, what was said, and how the picture draws them.

    ``ring`` is 1 (counts, strong), 2 (counts) or 3 (known, does not count); ``sector`` is the role that places them
    (advisor, mentor, teacher, other, family, peer); ``reason`` is '' when they count. ``reason_sentence`` says it for people.
    ``may_open`` when the reader may open the alter's own page; ``confidential`` when it rests on something said in confidence.
    """

    uid: str
    id: str
    name: str
    short_name: str
    side: SideName
    kind: str
    inside: bool
    sector: str
    roles: tuple[str, ...]
    counts: bool
    reason: str
    reason_sentence: str
    ring: int
    line: Line
    strength: int | None
    words: tuple[WordView, ...]
    ties: tuple[TieView, ...]
    last_contact: date | None
    may_open: bool
    confidential: bool

    @property
    def spoken(self) -> str:
        """The name as a sentence says it."""
        return spoken(self.name)


@dataclass(frozen=True, slots=True)
class AlterTie:
    """Two alters (uids, the smaller first) who are tied to each other; ``confidential`` when one of them said so in confidence."""

    first: str
    second: str
    confidential: bool


@dataclass(frozen=True, slots=True)
class MeasureView:
    """One ego measure. ``value`` is None where undefined, and then ``missing`` says why; ``meaning`` is one sentence."""

    name: str
    label: str
    value: float | int | None
    missing: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ContactView:
    """One logged contact."""

    adult_uid: str
    adult: str
    held_on: date
    kind: str
    by: str | None


@dataclass(frozen=True, slots=True)
class Viewer:
    """Someone who may see the student, the path that gives them the right, as a sentence, and their login."""

    name: str
    reason: str
    login: str


@dataclass(frozen=True, slots=True)
class StudentWeb:
    """Everything a student's page, its JSON and its picture are made of.

    ``alter_ties`` are the alters tied to each other on the day. ``away`` says why they are not enrolled on the day
    ('' when they are). ``recorded`` is what the reader may take back, ``said_today`` what another record of theirs today
    takes the place of. ``may_record`` when the reader may record on this page.
    """

    uid: str
    id: str
    name: str
    short_name: str
    grade: str | None
    advisory: str | None
    school: str
    away: str
    lens: Lens
    adult: SideView
    peer: SideView
    alters: tuple[AlterView, ...]
    alter_ties: tuple[AlterTie, ...]
    measures: tuple[MeasureView, ...]
    contacts: tuple[ContactView, ...]
    recorded: tuple[RecordedView, ...]
    said_today: tuple[SaidToday, ...]
    viewers: tuple[Viewer, ...]
    reason: str
    partial: bool
    may_record: bool
    synthetic: bool

    @property
    def confidential(self) -> bool:
        """Whether anything on it rests on something said in confidence."""
        return self.adult.confidential or self.peer.confidential or any(each.confidential for each in self.alter_ties)
