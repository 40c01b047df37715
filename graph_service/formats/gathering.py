"""Sheets gathered into tables, a part of a sheet after another: people and rounds in memory, the
rows that are many out of it.
"""

from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from graph_service.errors import Fault
from graph_service.formats.checks import fill_answers
from graph_service.formats.columns import TABLES
from graph_service.formats.faults import MANY as MORE
from graph_service.formats.faults import MOST_FAULTS, NOTHING_READ, Faults
from graph_service.formats.origin import Line, Origin
from graph_service.formats.partitions import MANY, ManyRows
from graph_service.formats.rows import Broken, Parsed, parse
from graph_service.formats.sheets import Parts, Sheet
from graph_service.formats.values import DayReading
from graph_service.records.hashes import SetHash, content_hash
from graph_service.records.tables import AnswerRow, Tables

MOST_PEOPLE = 1_000_000
"""So many people and rounds are held in memory; a large district has fewer."""


@dataclass(slots=True)
class Gathered:
    """The tables that were gathered. ``people`` are the tables of people and rounds; ``rows`` are
    those with many rows.

    ``files``, ``labels``, ``unread`` and ``broken`` are those of ``tables.Reading``.
    """

    days: DayReading
    people: Tables = field(default_factory=Tables)
    rows: ManyRows = field(default_factory=ManyRows)
    faults: Faults = field(default_factory=Faults)
    warnings: Faults = field(default_factory=Faults)
    files: dict[str, str] = field(default_factory=dict)
    labels: dict[str, Any] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    broken: dict[str, list[Broken]] = field(default_factory=dict)
    missing: dict[str, frozenset[str]] = field(default_factory=dict)
    hashes: dict[str, SetHash] = field(default_factory=dict)

    def take(self, table: str, sheets: Parts) -> None:
        """Take in the parts of a sheet of this table; students have to come before answers."""
        with closing(sheets):
            parts = self._parsed(table, sheets)
            if table in MANY:
                self.rows.put(table, parts)
            else:
                for rows in parts:
                    getattr(self.people, table).extend(rows)
                    if self._are_too_many():
                        break
        self.people.missing = {name: columns for name, columns in self.missing.items() if columns}

    def _are_too_many(self) -> bool:
        """Whether there are more people and rounds than are held in memory, which is a fault."""
        people = self.people
        number = len(people.students) + len(people.adults) + len(people.rounds)
        if number > MOST_PEOPLE:
            message = f"There are more than {MOST_PEOPLE} people; import a part of them at a time."
            self.faults.append(Fault("all tables", None, None, "size", message))
        return number > MOST_PEOPLE

    def content_hash(self) -> str:
        """One hash of all that was taken in, in whichever order and kind of file it stood."""
        people = self.people
        lines = [
            table_line(
                name,
                hashed,
                people.missing.get(name, ()),
                people.attributes or () if name == "students" else (),
            )
            for name, hashed in self.hashes.items()
        ]
        departed = people.departed
        return content_hash([*lines, f"departed {sorted(departed)!a}"] if departed else lines)

    def _parsed(self, table: str, sheets: Parts) -> Iterator[list[Any]]:
        """The rows of each part, everything else noted."""
        told: set[Fault] = set()
        before = self.faults.total
        for sheet in sheets:
            self._place(table, sheet)
            parsed = parse(sheet, TABLES[table], self.days)
            rows = self._filled(parsed.rows) if table == "answers" else parsed.rows
            self._note(table, sheet, parsed, told)
            self.hashes.setdefault(table, SetHash()).add(map(said_in, rows))
            yield rows
            if self.faults.total - before > MOST_FAULTS:
                self._give_up(table, sheet)
                return

    def _place(self, table: str, sheet: Sheet) -> None:
        """Keep what the table's first file is called, and have the lines of each further one say of
        which they are.
        """
        origin = Origin(sheet.file, sheet.labels)
        first = Origin(
            self.files.setdefault(table, sheet.file), self.labels.setdefault(table, sheet.labels)
        )
        if origin != first:
            sheet.lines[:] = [Line(line, origin) for line in sheet.lines]

    def _filled(self, answers: list[AnswerRow]) -> list[AnswerRow]:
        return fill_answers(Tables(students=self.people.students, answers=answers), ()).answers

    def _note(self, table: str, sheet: Sheet, parsed: Parsed, told: set[Fault]) -> None:
        """The faults and notes of a part of its table; those of the header come with the first part
        alone.
        """
        people = self.people
        people.given.add(table)
        self.missing[table] = self.missing.get(table, parsed.missing) & parsed.missing
        if table == "students":
            people.attributes = (people.attributes or frozenset()) | parsed.attributes
        self.faults += [fault for fault in parsed.faults if fault not in told]
        self.warnings += [fault for fault in parsed.warnings if fault not in told]
        told.update(
            fault for fault in [*parsed.faults, *parsed.warnings] if fault.line == sheet.header_line
        )
        if not parsed.whole:
            self.unread.add(table)
        broken = self.broken.setdefault(table, [])
        broken += parsed.broken[: max(0, MOST_FAULTS - len(broken))]

    def _give_up(self, table: str, sheet: Sheet) -> None:
        self.faults.append(
            Fault(sheet.file, sheet.lines[-1] if sheet.lines else None, None, MORE, NOTHING_READ)
        )
        self.unread.add(table)


def said_in(row: tuple[object, ...]) -> str:
    """The content of a row in ASCII: all but the line that it stands in."""
    return ascii(row[1:])


def table_line(name: str, rows: SetHash, missing: Collection[str], further: Collection[str]) -> str:
    """All that a table says: its rows, the columns that it does not have, and its further ones."""
    return f"{name} {rows.texts} {[sorted(missing), sorted(further)]!a} {rows}"
