"""A format's result: sheets of our own eight tables, on the lines where their rows stood."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, tzinfo
from pathlib import Path
from typing import Any, NamedTuple

from graph_service.formats.directory import Directory
from graph_service.formats.faults import Faults
from graph_service.formats.sheets import Parts, Sheet
from graph_service.formats.values import DayReading


@dataclass(frozen=True, slots=True)
class Choices:
    """How to read: the format's name (``auto`` tells it from the files), how days are written, and
    a mapping.

    The mapping holds what a format cannot know by itself (docs/import.md), by section. ``room`` is
    the folder in which archives are unpacked; None is the system's temporary one. ``today`` bounds
    the days (``DayReading``); ``zone`` is the school's time zone. ``effective`` is the import's
    day, on which a role of a roster has to hold (None: those without a last day hold).
    ``directory`` holds the people of the roster whom the files may mean (``matching``).
    """

    format: str = "auto"
    dates: str = "iso"
    mapping: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    room: Path | None = None
    today: date | None = None
    zone: tzinfo = UTC
    effective: date | None = None
    directory: Directory = Directory()  # noqa: RUF009 - a frozen value

    @property
    def days(self) -> DayReading:
        """How days are read."""
        return DayReading(self.dates, self.today)


class Unmatched(NamedTuple):
    """Somebody who was named and is matched to nobody: where, by what name ('' where none is told),
    and the key that a mapping may match.

    ``answered``: they were not named, they are told to be a student who answered.
    """

    file: str
    line: int
    name: str
    key: str
    answered: bool = False


@dataclass(slots=True)
class Translation:
    """Sheets, each with the name of the table that it is (a part of), and what was wrong with the
    files.

    ``parts`` are sheets that are read as they are taken, a part after another, while the files are
    open. ``whole`` says whether the files are all that the system holds (a bulk export) or only
    what changed; None where they do not say. ``departed`` are the ids of people whom the source no
    longer counts among its own. ``taken`` says which format it was taken for, and why.
    """

    sheets: list[tuple[str, Sheet]] = field(default_factory=list)
    parts: list[tuple[str, Parts]] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    warnings: Faults = field(default_factory=Faults)
    unmatched: list[Unmatched] = field(default_factory=list)
    whole: bool | None = None
    drafts: "dict[tuple[str, str], SheetDraft]" = field(default_factory=dict)
    departed: set[str] = field(default_factory=set)
    taken: str = ""

    def tables(self) -> list[tuple[str, Parts]]:
        """Every sheet in its parts, with its table's name; students come first, as answers are read
        by them.
        """
        every = [*self.parts, *((name, _alone(sheet)) for name, sheet in self.sheets)]
        return sorted(every, key=lambda item: item[0] != "students")

    def draft(
        self, table: str, like: Sheet, labels: Mapping[str, str] | None = None
    ) -> "SheetDraft":
        """The sheet of the table whose rows are taken from ``like``; ``labels``: our columns by the
        names they have there.
        """
        key = table, like.file
        if key not in self.drafts:
            self.drafts[key] = SheetDraft(Sheet(like.file, like.header_line, labels=labels or {}))
            self.sheets.append((table, self.drafts[key].sheet))
        return self.drafts[key]


class SheetDraft:
    """A sheet of one of our tables that is being filled, row by row. It has the columns that some
    row gives, no others.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def add(self, line: int, **cells: str) -> None:
        """One row: our columns by name; further names become attributes of students."""
        for name in cells:
            if name not in self.sheet.header:
                self.sheet.header.append(name)
                for row in self.sheet.rows:
                    row.append("")
        self.sheet.lines.append(line)
        self.sheet.rows.append([cells.get(name, "") for name in self.sheet.header])


def _alone(sheet: Sheet) -> Parts:
    """A sheet that is there already as the only part."""
    yield sheet
