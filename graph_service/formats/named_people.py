"""The people that a survey's cell names: people of the roster, people without a match, nobody, or
something unclear.

A text that the roster or the mapping knows is tried whole, then in as long pieces as there are, so
that "Reed, Tia;Orr, Max" is two people where these two are confirmed. The rest is a word for
nobody, or certainly one person, or it is left open: what cannot be told is neither a person nor
nobody, and shows nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from graph_service.formats.matching import Matching
from graph_service.formats.plain_words import Words, is_bare_mark, is_one_person, may_be_a_name
from graph_service.formats.repeated import FilePosition
from graph_service.formats.spelling import folded

_USUAL = re.compile(r"[;\n\r|\t\u2022]|(?:^|\s)[0-9]{1,2}[.)]\s+")
"""The separators of people in a cell where the mapping names none. The numbers of a list are among
them. The comma is not: it may stand in a name."""

MOST_JOINED = 8
"""A known text is looked for in no more pieces together than this, nor than any known text has."""

_JOINED = re.compile(r"\s*[&+/]\s*|\s+(?:and|und|et|og|och|en|y|e|i|и|и)\s+")
"""Words and marks that join two people, where the mapping names no separator."""


_ITEM = re.compile(r"(?:[-*\u00b7]|[0-9]{1,2}[.)])\s+")
"""The mark before an item of a list."""

_AROUND = " \t\r\n.!,;:\"'()[]\u201c\u201d"
_COMMA = re.compile(r"\s*,\s*")


class Stranger(NamedTuple):
    """A text that is matched to nobody, with its column; ``settled``: the mapping says that it is
    nobody of the roster.
    """

    text: str
    column: str
    settled: bool


@dataclass(slots=True)
class NamedInCells:
    """One student's cells about one side.

    ``people`` are those of the roster by id, each with the column where they stand; ``unnamed``
    counts others who are certainly one person each. ``unread`` are the pieces that cannot be told,
    with their columns; ``strangers`` may be matched to somebody.
    """

    people: dict[str, str] = field(default_factory=dict)
    unnamed: int = 0
    says_nobody: bool = False
    unread: dict[str, str] = field(default_factory=dict)
    strangers: dict[str, Stranger] = field(default_factory=dict)

    def is_silent(self) -> bool:
        """Whether nothing was said."""
        return not (self.people or self.unnamed or self.says_nobody or self.unread)


class CellReader:
    """Reads cells in which people are named; ``separators`` are those that the mapping names, None
    where it names none.

    ``known`` are the texts by which ``matching`` knows people: as many pieces as they have are
    looked at together.
    """

    def __init__(
        self,
        matching: Matching,
        nobody: Words,
        vague: Words,
        separators: Sequence[str] | None,
        known: Iterable[str],
    ) -> None:
        self._matching = matching
        self._nobody = nobody
        self._vague = vague
        self._usual = separators is None
        marks = [","] if separators is None else separators
        pieces = "|".join(r"\s+" if mark == " " else re.escape(mark) for mark in marks)
        self._parts = re.compile(f"({pieces})") if pieces else None
        marked = (
            max((len(self._parts.findall(text)) for text in known), default=0) if self._parts else 0
        )
        self._most = min(MOST_JOINED, marked + 1)
        self._ways: dict[str, str] = {}

    def read(self, text: str, place: FilePosition, said: NamedInCells) -> None:
        """Add to ``said`` whom the cell names."""
        segments = _USUAL.split(text) if self._usual and not self._known(text) else [text]
        for segment in segments:
            if self._usual and self._may_be_turned(segment):
                self._turned(segment.strip(), place, said)
                continue
            for piece in self._pieces(segment):
                for person in self._joined(piece):
                    self.person(person, place, said)

    def knows(self, text: str) -> bool:
        """Whether the roster or the mapping knows the text as somebody."""
        return bool(self._known(text))

    def is_nobody(self, text: str) -> bool:
        """Whether the text says that there is nobody."""
        return not self.knows(text) and (self._nobody.holds(text) or is_bare_mark(text))

    def person(self, text: str, place: FilePosition, said: NamedInCells) -> None:
        """Add the person whom a text means that stands alone, such as the head of a column of one
        option.
        """
        column = place.column or ""
        known = self._known(text)
        if known:
            person = self._matching.person(known, place)
            if person:
                said.people.setdefault(person, column)
                return
        elif self.is_nobody(text):
            said.says_nobody = True
            return
        spelt = folded(text)
        vague = self._vague.holds(text)
        if not (known or (is_one_person(text) and not vague)):
            said.unread.setdefault(text, column)
            if vague or not may_be_a_name(text):
                return
        elif spelt not in said.strangers:
            said.unnamed += 1
        said.strangers.setdefault(
            spelt, Stranger(text, column, settled=self._matching.is_settled(known or text))
        )

    def _may_be_turned(self, text: str) -> bool:
        """Whether the text may be one unknown name with the last name first, or two unknown people:
        "Ito, Yuki".
        """
        halves = [half.strip() for half in text.split(",")]
        return (
            len(halves) == len(("last", "first"))
            and any(len(half.split()) == 1 for half in halves)
            and not self.knows(text)
            and not any(self.knows(half) or self.is_nobody(half) for half in halves)
            and all(map(is_one_person, halves))
        )

    def _turned(self, text: str, place: FilePosition, said: NamedInCells) -> None:
        """Count two people, as more than there are show less, and propose the text as one."""
        spelt = folded(text)
        if spelt not in said.strangers:
            said.unnamed += 2
            said.strangers[spelt] = Stranger(text, place.column or "", settled=False)

    def _pieces(self, text: str) -> Iterator[str]:
        """The cell's pieces: as long ones as are known, a word for nobody as a whole, the others as
        the separators part them.
        """
        if self._parts is None or self._known(text) or self.is_nobody(text):
            yield text
            return
        parted = self._parts.split(text)
        first = 0
        while first < len(parted):
            after = first + 2 * self._most - 1
            while after > first + 1 and not self._known("".join(parted[first:after])):
                after -= 2
            piece = "".join(parted[first:after]).strip()
            if piece:
                yield _ITEM.sub("", piece) if self._usual else piece
            first = after + 1

    def _joined(self, piece: str) -> Sequence[str]:
        """The people of one piece: itself, or several joined by a word, or the ids of several with
        spaces between them.
        """
        if not self._usual or self._known(piece) or self.is_nobody(piece):
            return (piece,)
        codes = piece.split()
        if len(codes) > 1 and all(map(self._is_code, codes)):
            return codes
        joined = [text.strip() for text in _JOINED.split(piece) if text.strip()]
        return (
            joined if all(self.knows(text) or is_one_person(text) for text in joined) else (piece,)
        )

    def _known(self, text: str) -> str:
        """The text, or itself without the marks around it, that means somebody; '' where none
        does.
        """
        if text not in self._ways:
            bare = text.strip(_AROUND)
            ways = dict.fromkeys((text, bare, _COMMA.sub(", ", bare)))
            self._ways[text] = next((way for way in ways if self._matching.meant(way)), "")
        return self._ways[text]

    def _is_code(self, text: str) -> bool:
        """Whether the text is an id of the roster or an address, which is no part of a name."""
        meant = self._matching.meant(text)
        return bool(meant) and ("@" in text or folded(text) in map(folded, meant))
