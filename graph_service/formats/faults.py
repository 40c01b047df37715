"""Faults as they are gathered: one cause once with its count, and no more of them than somebody can
read.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, Self, SupportsIndex

from graph_service.errors import Fault

MOST_FAULTS = 1_000
"""After so many faults of a table, or of all tables across their rows, no more are looked for."""
ALIKE = 10
"""So many faults of one cause are told one by one; more are one fault, with its count and its first
lines."""
MANY = "many"
"""The rule of the fault that says that there are more."""
NOTHING_READ = (
    f"From here on nothing was read, as there are more than {MOST_FAULTS} faults before it; "
    "correct them."
)
_GIVEN = re.compile(r'"[^"]*"|“[^”]*”|‘[^’]*’|[0-9]+')
_MORE = "There are more faults than are told; correct these first."


class Cause(NamedTuple):
    """The common part of faults with one cause: all but the line, and the quotes and counts of the
    message.
    """

    file: str
    column: str | None
    rule: str
    shape: str


def cause_of(fault: Fault) -> Cause:
    """The cause of a fault."""
    return Cause(fault.file, fault.column, fault.rule, _shape(fault.message))


def _place(fault: Fault) -> int:
    return fault.line or 0


@lru_cache(maxsize=4096)
def _shape(message: str) -> str:
    return _GIVEN.sub("#", message)


class Faults(list[Fault]):
    """A list of faults that stays small: of one cause the first ``ALIKE`` by their lines are kept,
    the last of which counts the others.

    So are ``MOST_FAULTS`` altogether, and one that says that there are more. ``total`` is the
    number of all that were found.
    """

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        super().__init__()
        self.total = 0
        self._kept: dict[Cause, list[Fault]] = {}
        self.extend(faults)

    def append(self, fault: Fault, /) -> None:
        """Keep the fault, or count it."""
        self.total += fault.times
        cause = cause_of(fault)
        if cause not in self._kept and len(self) >= MOST_FAULTS:
            cause = Cause("", None, MANY, "")
            fault = Fault(fault.file, None, None, MANY, _MORE, fault.times)
        kept = self._kept.setdefault(cause, [])
        if len(kept) == (1 if fault.rule == MANY else ALIKE):
            fault = self._room_for(kept, fault)
        elif fault in kept:
            return
        kept.append(fault)
        kept.sort(key=_place)
        super().append(fault)

    def _room_for(self, kept: list[Fault], fault: Fault) -> Fault:
        """Let go of the last that is kept; what takes its place is the fault or itself, and counts
        the other.
        """
        last = kept.pop()
        self.remove(last)
        if not kept or _place(fault) >= _place(last):
            return last._replace(times=last.times + fault.times)
        counting = kept.pop()
        counted = counting._replace(times=counting.times + last.times)
        self[self.index(counting)] = counted
        kept.append(counted)
        return fault

    def extend(self, faults: Iterable[Fault], /) -> None:
        """Keep or count each."""
        for fault in faults:
            self.append(fault)

    def insert(self, place: SupportsIndex, fault: Fault, /) -> None:  # noqa: ARG002 - faults are told by their lines
        """Keep or count it; where it stands makes no difference."""
        self.append(fault)

    def __iadd__(self, faults: Iterable[Fault], /) -> Self:  # type: ignore[override,misc]  # a list of anything else is none of faults
        self.extend(faults)
        return self


def by_cause(faults: Iterable[Fault]) -> list[Fault]:
    """One cause once: where it was found more than ``ALIKE`` times, its first fault says how often,
    and on which lines first.
    """
    causes: dict[Cause, list[Fault]] = {}
    for fault in faults:
        causes.setdefault(cause_of(fault), []).append(fault)
    return [told for alike in causes.values() for told in _told(alike)]


def number_of(faults: Iterable[Fault]) -> int:
    """How often something is wrong; that there is more is nothing of itself."""
    return sum(fault.times for fault in faults if fault.rule != MANY)


def _told(alike: list[Fault]) -> list[Fault]:
    times = sum(fault.times for fault in alike)
    if times <= ALIKE:
        return alike
    first = min(alike, key=_place)
    if first.rule == MANY:
        return [first]
    lines = sorted({fault.line for fault in alike if fault.line is not None} - {first.line})
    where = f", first on lines {', '.join(map(str, lines))}" if lines else ""
    return [
        first._replace(
            message=f"{first.message} There are {times - 1} more like it{where}.", times=times
        )
    ]
