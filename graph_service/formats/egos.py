"""Interviews in three files, as several programs write them: those interviewed, those they named,
ties among these.
"""

import re
from functools import partial
from typing import NamedTuple

from graph_service.errors import Fault
from graph_service.formats.bundle import Bundle
from graph_service.formats.interview_mapping import BROKEN_OFF, is_unfinished
from graph_service.formats.interview_round import tell
from graph_service.formats.interviews import Alter, Ego, Interviews, note_unread
from graph_service.formats.lines import Cells, every
from graph_service.formats.sheets import Sheet
from graph_service.formats.signature import FileSign, Signature
from graph_service.formats.translation import Choices, Translation
from graph_service.formats.values import unguard

_MARKS = re.compile(r"[\W_]+")
_ENDS = (
    "endtime",
    "finished",
    "completed",
    "completedat",
    "finishedat",
    "submitdate",
    "datesubmitted",
    "sessionfinish",
)
"""Columns of a day or a yes at an interview's end: EgoWeb's *End Time*, and those of files that
other programs joined."""

_STATES = ("status", "state", "interviewstatus")
"""Columns that may say that an interview was broken off, and may say something else of somebody."""


class ProgramFiles(NamedTuple):
    """How a program calls its files (a part of their names) and the columns that tie them together.

    The columns are found in capitals or not, and whatever marks and spaces are in their names; the
    first one is told.
    """

    egos: str
    alters: str
    ego_id: tuple[str, ...]
    alter_id: tuple[str, ...]


def signature(called: str, shape: ProgramFiles) -> Signature:
    """By what the program's files are told: one of those interviewed and one of those they named,
    with their columns.
    """
    egos = FileSign(
        f"{shape.egos}s.csv", partial(_is_named, shape.egos), (shape.ego_id,), loosely=True
    )
    alters = FileSign(
        f"{shape.alters}s.csv",
        partial(_is_named, shape.alters),
        (shape.ego_id, shape.alter_id),
        loosely=True,
    )
    return Signature(called, (egos, alters))


def read_egos(bundle: Bundle, choices: Choices, shape: ProgramFiles) -> Translation:
    """One round; ties among those named are nobody's word on a student, and are left out with a
    note.
    """
    found = Translation()
    interviews = Interviews(bundle.label.removesuffix(".zip"), "")
    egos, alters = _named(bundle, shape.egos), _named(bundle, shape.alters)
    note_unread(bundle, [name for name in bundle.names() if name not in (egos, alters)], found)
    if egos is not None:
        sheet = bundle.read(egos, _spelt(*shape.ego_id))
        interviews.id_column = _column(sheet, shape.ego_id)
        _need(sheet, interviews.id_column, shape.ego_id, found)
        for line, cells in every(sheet, found):
            id = cells.get(interviews.id_column.casefold(), "")
            interviews.egos.append(Ego(sheet, line, id, cells, _came_to_end(cells)))
    if alters is not None:
        sheet = bundle.read(alters, _spelt(*shape.ego_id, *shape.alter_id))
        of_ego, of_alter = _column(sheet, shape.ego_id), _column(sheet, shape.alter_id)
        _need(sheet, of_ego, shape.ego_id, found)
        for line, cells in every(sheet, found):
            key = cells.get(of_alter.casefold(), "") if of_alter else f"line {line}"
            interviews.alters.append(
                Alter(sheet, line, cells.get(of_ego.casefold(), ""), key, cells, "", of_ego)
            )
    if not found.faults:
        tell(interviews, choices, found)
    return found


def _named(bundle: Bundle, part: str) -> str | None:
    """The first file of the name."""
    return min((name for name in bundle.names() if _is_named(part, name)), key=len, default=None)


def _is_named(part: str, name: str) -> bool:
    """Whether a file's name begins with the word, or has it after a mark; not where it only
    contains it.
    """
    return re.search(f"(?:^|[^a-z]){part}", name.casefold()) is not None


def _column(sheet: Sheet, names: tuple[str, ...]) -> str:
    """The column of one of these names as it is written in the sheet, whatever marks are in it; ''
    where there is none.
    """
    titles = {
        _plain(title): title
        for title in reversed([unguard(title.strip()) for title in sheet.header])
    }
    return next((titles[_plain(name)] for name in names if _plain(name) in titles), "")


def _spelt(*names: str) -> list[str]:
    """The names in small letters, by which a header tells its separator."""
    return [name.casefold() for name in names]


def _plain(title: str) -> str:
    return _MARKS.sub("", title.casefold())


def _came_to_end(cells: Cells) -> bool:
    """Whether nothing says that the interview was broken off, or was not begun."""
    plain = {_plain(column): text for column, text in cells.items()}
    ends = [plain[column] for column in _ENDS if column in plain]
    states = [plain[column] for column in _STATES if column in plain]
    return not (
        any(map(is_unfinished, ends)) or any(text.casefold() in BROKEN_OFF for text in states)
    )


def _need(sheet: Sheet, column: str, names: tuple[str, ...], found: Translation) -> None:
    if sheet.header and not column:
        message = (
            f"The file needs a column {names[0]}, which tells whose row it is; name it so "
            "in the header."
        )
        found.faults.append(Fault(sheet.file, sheet.header_line, None, "missing-column", message))
