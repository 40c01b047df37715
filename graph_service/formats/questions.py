"""A survey sheet's questions about one side, and a student's answers: names, a column an option, a
plain yes or no.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph_service.errors import Fault
from graph_service.formats.lines import Cells
from graph_service.formats.named_people import CellReader, NamedInCells
from graph_service.formats.plain_words import Words, plain
from graph_service.formats.repeated import FilePosition
from graph_service.formats.sheets import Sheet
from graph_service.formats.spelling import folded
from graph_service.formats.values import excerpt

MOST_SHOWN = 3
_OTHER = Words(
    (
        "other",
        "others",
        "andere",
        "sonstige",
        "sonstiges",
        "autre",
        "autres",
        "otro",
        "otra",
        "otros",
        "outro",
        "altro",
        "anders",
        "annan",
    )
)
"""The option in whose column people are written down who are none of the others."""

_PASSED_OVER = frozenset(map(plain, ("n/a", "not applicable", "n.v.t.")))
"""The marks of programs for a question that was not shown: neither a yes nor a no."""

_ASIDE = re.compile(r"\s*(?:\([^()]*\)|:)\s*$")
"""The text behind it: "Other (please specify)"."""

_BRACKETED = re.compile(r".*\[(?P<name>[^\[\]]+)\]\s*", re.DOTALL)
_PATH = re.compile(r".*/(?P<name>[^/]+)", re.DOTALL)
_AFTER_STEM = re.compile(
    r"\s*(?:\[(?P<name>[^\[\]]+)\]|(?:[/_.:]| - )\s*(?P<rest>.+))\s*", re.DOTALL
)


@dataclass(slots=True)
class Said:
    """A student's answer about one side. ``plain`` is their yes or no, where there is such a
    question.

    ``left_open``: some of what was asked for was not answered, or cannot be told.
    """

    named: NamedInCells = field(default_factory=NamedInCells)
    plain: bool | None = None
    left_open: bool = False


@dataclass(slots=True)
class Strange:
    """Cells that are none of the answers that a column takes: each with its line, told once for
    each column.
    """

    cells: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def add(self, column: str, line: int, text: str) -> None:
        """Take in a cell."""
        self.cells.setdefault(column, []).append((line, text))

    def faults(self, file: str) -> Iterable[Fault]:
        """A fault for each column."""
        for column, cells in self.cells.items():
            texts = list(dict.fromkeys(text for _, text in cells))
            shown = " and ".join(map(excerpt, texts[:MOST_SHOWN])) + (
                " …" if len(texts) > MOST_SHOWN else ""
            )
            verb, times = ("is", "") if len(cells) == 1 else ("are", f" ({len(cells)} cells)")
            message = (
                f"{shown}{times} {verb} neither yes nor no; add it to [survey] yes or no, as "
                "it is meant."
            )
            yield Fault(file, cells[0][0], column, "choice", message)


class Question:
    """One side's columns: of names, of one option each by the option's name, and the plain
    question.
    """

    def __init__(
        self,
        side: str,
        survey: Mapping[str, Any],
        sheet: Sheet,
        reader: CellReader,
        yes: Words,
        no: Words,
    ) -> None:
        self.side = side
        self.names = titles(survey.get(side), sheet.header)
        self.options = options(sheet.header, columns(survey.get(f"{side}_options")))
        self.plain = next(iter(titles(survey.get(f"{side}_question"), sheet.header)), "")
        self.strange = Strange()
        self._file = sheet.file
        self._header_line = sheet.header_line
        self._reader = reader
        self._yes = yes
        self._no = no
        self._denied = False

    def is_asked(self) -> bool:
        """Whether anything is asked about the side."""
        return bool(self.names or self.options or self.plain)

    def asks_for_names(self) -> bool:
        """Whether people can be named, and not only a yes or no be given."""
        return bool(self.names or self.options)

    def look(self, rows: Sequence[tuple[int, Cells]]) -> tuple[list[Fault], list[Fault]]:
        """Look at the columns as a whole before any is read; faults and notes.

        A column of names that holds only yes and no is one of an option where its head is known as
        somebody, else a fault.
        """
        texts = {name: [cells.get(name.casefold(), "") for _, cells in rows] for name in self.names}
        filled = {name: [text for text in column if text] for name, column in texts.items()}
        ticked = self._only_truths(filled)
        heads = {
            name: head_of(name) for name, column in filled.items() if name in ticked or not column
        }
        known = [name for name in ticked if self._is_known(name, heads[name])]
        shaped = [
            name
            for name in heads
            if known and (heads[name] != name or self._is_known(name, heads[name]))
        ]
        notes: list[Fault] = []
        if known:
            self.options |= {name: heads[name] for name in shaped}
            self.names = [name for name in self.names if name not in shaped]
            which = "a column" if len(shaped) == 1 else f"{len(shaped)} columns"
            message = (
                f"Read as {which} of one option each, as they hold only yes and no (as by "
                f"[survey] {self.side}_options)."
            )
            notes.append(Fault(self._file, self._header_line, shaped[0], "options", message))
        left = [
            name
            for name in ticked
            if name in self.names
            and (any(map(self._yes.holds, filled[name])) or _BRACKETED.fullmatch(name))
        ]
        self._denied = any(
            self._no.holds(cells.get(name.casefold(), ""))
            for name in self.options
            for _, cells in rows
        )
        return [self._refusal(left)] if left else [], notes

    def answer(self, line: int, cells: Cells) -> Said:
        """A student's answer."""
        said = Said()
        for name in self.names:
            self._read_names(name, line, cells.get(name.casefold(), ""), said)
        self._read_options(line, cells, said)
        said.left_open = said.left_open or bool(said.named.unread)
        text = cells.get(self.plain.casefold(), "") if self.plain else ""
        said.plain = self._truth(text)
        if text and said.plain is None and plain(text) not in _PASSED_OVER:
            self.strange.add(self.plain, line, text)
        return said

    def _read_options(self, line: int, cells: Cells, said: Said) -> None:
        """People of the options that were ticked; nobody, where all were denied; open, where some
        were passed over (blank or *n/a*).
        """
        truths: list[bool | None] = []
        for column, name in self.options.items():
            text = cells.get(column.casefold(), "")
            if _OTHER.holds(_ASIDE.sub("", name)) and not self._is_truth(text):
                self._read_names(column, line, text, said)
                continue
            is_label = bool(text) and folded(text) in (folded(name), folded(column))
            truths.append(True if is_label else self._truth(text))
            if text and truths[-1] is None and not self._reader.is_nobody(text):
                self.strange.add(column, line, text)
            if truths[-1]:
                label = column if self._reader.knows(column) else name
                self._reader.person(label, FilePosition(self._file, line, column), said.named)
        if truths and all(truth is False for truth in truths):
            said.named.says_nobody = True
        elif (
            self._denied
            and None in truths
            and not (set(truths) == {None} and said.named.is_silent())
        ):
            said.left_open = True

    def _read_names(self, column: str, line: int, text: str, said: Said) -> None:
        if text:
            self._reader.read(text, FilePosition(self._file, line, column), said.named)

    def _truth(self, text: str) -> bool | None:
        """Yes or no; None where the text is neither."""
        return True if self._yes.holds(text) else False if self._no.holds(text) else None

    def _only_truths(self, filled: Mapping[str, Sequence[str]]) -> list[str]:
        """The columns of names that hold nothing but yes and no. Ones and zeros may be ids, unless
        there is nothing else.
        """
        ids = any(
            text.isdigit() and not self._is_truth(text)
            for column in filled.values()
            for text in column
        )
        return [
            name
            for name, column in filled.items()
            if column
            and all(map(self._is_truth, column))
            and not any(ids if text.isdigit() else self._reader.knows(text) for text in column)
        ]

    def _is_truth(self, text: str) -> bool:
        return self._yes.holds(text) or self._no.holds(text)

    def _is_known(self, column: str, head: str) -> bool:
        return self._reader.knows(column) or self._reader.knows(head)

    def _refusal(self, names: Sequence[str]) -> Fault:
        which = (
            "The column holds" if len(names) == 1 else f"The column and {len(names) - 1} more hold"
        )
        message = (
            f"{which} only yes and no, where [survey] {self.side} says that people are named. If "
            "each asks about one person, name "
            f"them in {self.side}_options and say who that is in [people.matches]; if one asks "
            "whether there is anybody, in "
            f"{self.side}_question."
        )
        return Fault(self._file, self._header_line, names[0], "truths", message)


def columns(named: Any) -> list[str]:
    """One column or several, as a list."""
    every = named if isinstance(named, list) else [named] if named else []
    return [str(column).strip() for column in every]


def titles(named: Any, header: Sequence[str]) -> list[str]:
    """The same as they are called in the sheet, whatever their capitals in the mapping."""
    there = {title.strip().casefold(): title.strip() for title in header}
    return [there.get(column.casefold(), column) for column in columns(named)]


def options(header: Sequence[str], named: Sequence[str]) -> dict[str, str]:
    """The columns of one option each, with the option's name: those that are named, or that begin
    with what is named.

    >>> options(["ID", "Adults [Tia Reed]", "Adults [Max Orr]"], ["Adults"])
    {'Adults [Tia Reed]': 'Tia Reed', 'Adults [Max Orr]': 'Max Orr'}
    """
    there = [title.strip() for title in header]
    found: dict[str, str] = {}
    for stem in named:
        begin = {
            title: (after["name"] or after["rest"]).strip()
            for title in there
            if title.casefold().startswith(stem.casefold())
            and (after := _AFTER_STEM.fullmatch(title[len(stem) :]))
        }
        found |= begin or {
            title: head_of(title) for title in there if title.casefold() == stem.casefold()
        }
    return found


def head_of(title: str) -> str:
    """The option in the head of a column: "Adults [Tia Reed]" or "adults/t1"; else the head
    itself.
    """
    found = _BRACKETED.fullmatch(title) or _PATH.fullmatch(title)
    return found["name"].strip() if found is not None else title
