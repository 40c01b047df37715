"""The views that the doors show: judged, explained, and already narrowed to what the reader may
see. Pages, JSON and files read these alone.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from analysis.names import spoken
from graph_service.workflows.desk.lens import Lens
from graph_service.workflows.recording.conversation_draft import SaidToday
from graph_service.workflows.recording.recorded import RecordedView
from graph_service.workflows.states.views import MeasureView, SideName, SideView

Line = Literal["strong", "weak", "unconfirmed", "stressful", "ended", "none"]


@dataclass(frozen=True, slots=True)
class WordView:
    """One informant's word on a tie. ``who``: student, alter, advisor or third; ``fault``: '' or
    the rule's word; ``silent``: not said again.
    """

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
    """One role tie as recorded. ``ended`` on the lens's day; ``recorded_by`` an account, by its
    name, or “an import”, on a day ('' and None where it has ended by today).
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
    """One alter of the student: who they are, whether they count and why not, what was said, and
    how the picture draws them.

    ``ring`` is 1 (counts, strong), 2 (counts) or 3 (known, does not count); ``sector`` is the role
    that places them (advisor, mentor, teacher, other, family, peer); ``reason`` is '' when they
    count. ``reason_sentence`` says it for people. ``may_open`` when the reader may open the alter's
    own page; ``confidential`` when it rests on something said in confidence.
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
    """Two alters (uids, the smaller first) who are tied to each other; ``confidential`` when one of
    them said so in confidence.
    """

    first: str
    second: str
    confidential: bool


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
    """Someone who may see the student, the path that gives them the right, as a sentence, and their
    login.
    """

    name: str
    reason: str
    login: str


@dataclass(frozen=True, slots=True)
class StudentWeb:
    """Everything a student's page, its JSON and its picture are made of.

    ``alter_ties`` are the alters tied to each other on the day. ``away`` says why they are not
    enrolled on the day ('' when they are). ``recorded`` is what the reader may take back,
    ``said_today`` what another record of theirs today takes the place of. ``may_record`` when the
    reader may record on this page.
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
        return (
            self.adult.confidential
            or self.peer.confidential
            or any(tie.confidential for tie in self.alter_ties)
        )


def students_of_web(web: StudentWeb) -> set[str]:
    """Every student that a support web shows, and whose word it tells."""
    peers = {alter.uid for alter in web.alters if alter.side == "peer"}
    return {web.uid, *web.adult.said_by, *web.peer.said_by} | peers
