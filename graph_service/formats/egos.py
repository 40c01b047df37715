"""Interviews in three files, as several programs write them: those interviewed, those they named, ties among these."""

from typing import NamedTuple

from graph_service.errors import Fault
from graph_service.formats.bundle import Bundle
from graph_service.formats.interviews import Alter, Ego, Interviews, tell
from graph_service.formats.lines import Cells, every
from graph_service.formats.translation import Choices, Translation


class Shape(NamedTuple):
    """How a program calls its files (a part of their names) and the columns that tie them together (in small letters)."""

    egos: str
    alters: str
    ego_id: tuple[str, ...]
    alter_id: tuple[str, ...]


def shows(bundle: Bundle, shape: Shape) -> bool:
    """Whether there is a file of those interviewed and one of those they named, with their columns."""
    egos, alters = _named(bundle, shape.egos), _named(bundle, shape.alters)
    if egos is None or alters is None:
        return False
    header = set(bundle.header(alters, (*shape.ego_id, *shape.alter_id)))
    return bool(header & set(shape.ego_id)) and bool(header & set(shape.alter_id))


def read_egos(bundle: Bundle, choices: Choices, shape: Shape) -> Translation:
    """One round; ties among those named are nobody's word on a student, and are left out with a note."""
    found = Translation()
    interviews = Interviews(bundle.label.removesuffix(".zip"), "")
    egos, alters = _named(bundle, shape.egos), _named(bundle, shape.alters)
    for name in bundle.names():
        if name not in (egos, alters):
            message = "Ties among those named are not read: they are no word on a student."
            found.warnings.append(Fault(bundle.read(name).file, None, None, "unknown-table", message))
    if egos is not None:
        sheet = bundle.read(egos, shape.ego_id)
        for line, cells in every(sheet, found):
            interviews.egos.append(Ego(sheet, line, _first(cells, shape.ego_id), cells))
    if alters is not None:
        sheet = bundle.read(alters, (*shape.ego_id, *shape.alter_id))
        for line, cells in every(sheet, found):
            ego, key = _first(cells, shape.ego_id), _first(cells, shape.alter_id)
            interviews.alters.append(Alter(sheet, line, ego, key, cells))
    tell(interviews, choices, found)
    return found


def _named(bundle: Bundle, part: str) -> str | None:
    """The first file whose name begins with the word, or has it after a mark; not one that only contains it."""
    names = [name for name in bundle.names() if name.casefold().startswith(part) or f"_{part}" in name.casefold()]
    return min(names, key=len, default=None)


def _first(cells: Cells, columns: tuple[str, ...]) -> str:
    return next((cells[column] for column in columns if column in cells), "")
