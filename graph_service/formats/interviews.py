"""Interviews in the shape of every interview format: the people interviewed, and the people they
named.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from graph_service.errors import Fault
from graph_service.formats.bundle import Bundle
from graph_service.formats.lines import Cells
from graph_service.formats.sheets import Sheet
from graph_service.formats.translation import Translation

_TIES = ("edge", "ties", "adjacency", "matri")


class Ego(NamedTuple):
    """Somebody who was interviewed: on the line where they stand, ``id`` as the interviews have it.

    ``finished`` is whether the interview came to its end; None where the files have no column for
    that.
    """

    sheet: Sheet
    line: int
    id: str
    cells: Cells
    finished: bool | None = True


class Alter(NamedTuple):
    """Somebody whom an ego named. ``key`` tells them from the ego's other alters, ``type`` is the
    file's word for what they are.

    ``ego_column`` is the column that says whose alter they are, as people are told of it.
    """

    sheet: Sheet
    line: int
    ego: str
    key: str
    cells: Cells
    type: str = ""
    ego_column: str = ""


@dataclass(slots=True)
class Interviews:
    """All of them; ``student`` is the column of the ego's number at the school, unless the mapping
    names another.

    Without any column it is the ego's id, which stands in the column ``id_column``. ``day`` is the
    column of the day, where there is one, and ``finish`` that of the interview's end, as people are
    told of it.
    """

    label: str
    student: str
    day: str = ""
    finish: str = ""
    id_column: str = ""
    egos: list[Ego] = field(default_factory=list)
    alters: list[Alter] = field(default_factory=list)


def note_unread(bundle: Bundle, names: Sequence[str], found: Translation) -> None:
    """Say which files were not read: ties among those named, and what is no part of the format."""
    ties = [name for name in names if any(word in name.casefold() for word in _TIES)]
    reasons = (
        (
            "Ties among the people named are not read: they say nothing about the student's "
            "own support."
        ),
        "This file does not belong to the format and was not read.",
    )
    for unread, message in zip(
        (ties, [name for name in names if name not in ties]), reasons, strict=True
    ):
        if unread:
            file = bundle.files[unread[0]].name if unread[0] in bundle.files else unread[0]
            more = f" It is so of {len(unread)} files." if len(unread) > 1 else ""
            found.warnings.append(Fault(file, None, None, "unknown-table", message + more))
