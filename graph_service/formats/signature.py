"""By what a format is told: files by their names, with several columns each. The likest is taken,
and says why; a near miss says what is missing.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from graph_service.formats.bundle import Bundle

ENOUGH = 3
"""So many files and columns of a format are a resemblance."""

MOST_TOLD = 6
"""So many columns of a file are named as the reason for which it was taken."""

Spellings = tuple[str, ...]
"""The names of one column, as programs write them; the first is the one told."""

_MARKS = re.compile(r"[^a-z0-9]+")


class FileSign(NamedTuple):
    """One file: what it is called to people, which names are its, the columns it has to have, and
    others that tell it.

    ``needed`` is whether the format cannot be read without it; ``loosely`` whether its reader takes
    any marks and spaces in the names of columns.
    """

    called: str
    is_named: Callable[[str], bool]
    columns: tuple[Spellings, ...]
    further: tuple[str, ...] = ()
    needed: bool = True
    loosely: bool = False


class Signature(NamedTuple):
    """A format, or a version of it, as people call it, and its files."""

    called: str
    files: tuple[FileSign, ...]


class Likeness(NamedTuple):
    """How much a bundle is like a signature: the weight, what it has (by file) and what it lacks,
    in words.
    """

    called: str
    weight: int
    has: Sequence[str]
    lacks: Sequence[str]

    @property
    def whole(self) -> bool:
        """Whether nothing lacks."""
        return bool(self.weight) and not self.lacks

    def because(self) -> str:
        """Why it was taken for that."""
        return f"Read as {self.called}: {'; '.join(self.has)}."


def sign(
    called: str, columns: Iterable[str | Spellings], further: str = "", *, needed: bool = True
) -> FileSign:
    """The sign of a file that has one name, in capitals or not; ``further`` are columns with spaces
    between them.
    """
    name = called.removesuffix(".csv").casefold()
    spelt = tuple((column,) if isinstance(column, str) else column for column in columns)
    return FileSign(
        called,
        lambda written: written.strip().casefold() == name,
        spelt,
        tuple(further.split()),
        needed,
    )


def likeness(bundle: Bundle, signatures: Sequence[Signature]) -> Likeness:
    """The likest of a format's signatures: one that lacks nothing, else the one of which most is
    there.
    """
    found = [_likeness(bundle, signature) for signature in signatures]
    return max(
        found,
        key=lambda like: (like.whole, like.weight, -len(like.lacks)),
        default=Likeness("", 0, (), ()),
    )


def _likeness(bundle: Bundle, signature: Signature) -> Likeness:
    weight = 0
    has: list[str] = []
    lacks: list[str] = []
    for file in signature.files:
        names = [name for name in bundle.names() if file.is_named(name)]
        if not names:
            lacks += [f"{file.called} is missing"] if file.needed else []
            continue
        name = min(names, key=len)
        spelt = [spelling for column in file.columns for spelling in column]
        header = set(bundle.header(name, [spelling.casefold() for spelling in spelt]))
        alike = {_plain(title) for title in header}
        near = [
            column for column in file.columns if {_plain(spelling) for spelling in column} & alike
        ]
        there = (
            near
            if file.loosely
            else [c for c in near if {spelling.casefold() for spelling in c} & header]
        )
        absent = [column[0] for column in file.columns if column not in there]
        further = [column for column in file.further if _plain(column) in alike]
        written = f"{name}.csv" if name in bundle.files else name
        if absent and file.needed:
            lacks.append(f"{written} needs {_listed(absent)}")
        if not near and file.columns:
            continue
        weight += 1 + len(near) + len(further)
        if there and file.needed:
            has.append(
                f"{written} has "
                f"{', '.join([*(column[0] for column in there), *further][:MOST_TOLD])}"
            )
    return Likeness(signature.called, weight, has, lacks)


def _listed(columns: Sequence[str]) -> str:
    return f"a column {columns[0]}" if len(columns) == 1 else f"the columns {', '.join(columns)}"


def _plain(title: str) -> str:
    return _MARKS.sub("", title.casefold())
