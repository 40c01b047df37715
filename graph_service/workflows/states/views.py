"""One student's side and a school's figures as the doors show them: judged, and explained."""

from dataclasses import dataclass
from typing import Literal

from analysis.figures import Figure

SideName = Literal["adult", "peer"]


State = Literal["supported", "thin", "isolated", "unknown"]


@dataclass(frozen=True, slots=True)
class NotCounted:
    """An alter that does not count, and why (``reason`` in the rule's words, ``sentence`` for
    people).
    """

    uid: str
    id: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class CountedAlter:
    """An alter that counts; ``id`` is the school's own."""

    uid: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of one student: the state, how many count of how many asked for, and the sentence
    that explains it.

    ``observed``: whether somebody who could know has answered; where not, ``count`` is None, since
    there may be more than are known. ``counted`` are the alters that count, by the school's own
    ids. ``summary`` is one line for a list, ``sentence`` all of it; ``said_by`` are the other
    students (uids) whose word on one of them is told. ``confidential`` when it rests on something
    said in confidence.
    """

    side: SideName
    state: State
    count: int | None
    threshold: int
    observed: bool
    counted: tuple[CountedAlter, ...]
    not_counted: tuple[NotCounted, ...]
    said_by: tuple[str, ...]
    summary: str
    sentence: str
    confidential: bool


@dataclass(frozen=True, slots=True)
class SideFigure(Figure):
    """A school's figure for one side, beside the reference that advisors reported."""

    side: SideName
    reference: float


@dataclass(frozen=True, slots=True)
class MeasureView:
    """One ego measure, in its ``unit``.

    ``value`` is None where undefined, and then ``missing`` says why; ``meaning`` is one sentence.
    """

    name: str
    label: str
    value: float | int | None
    unit: str
    missing: str
    meaning: str
