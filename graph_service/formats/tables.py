"""Reading a school's files, in whichever format they are, into our own tables: what can be read, and every fault at once."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph_service.errors import Fault
from graph_service.formats import egor, egoweb, networkcanvas, oneroster, openeddi, own, sds, survey
from graph_service.formats.bundle import Bundle, open_bundle
from graph_service.formats.checks import check_tables, fill_answers
from graph_service.formats.columns import TABLES
from graph_service.formats.rows import Broken, Parsed, parse
from graph_service.formats.translation import Choices, Translation, Unmatched
from graph_service.records.tables import Tables

FORMATS: tuple[Any, ...] = (sds, oneroster, networkcanvas, openeddi, egoweb, egor, survey, own)
"""Every format that is read, in the order in which ``auto`` tries them; each has NAME, is_this and translate."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. With ``faults``, ``tables`` hold what could be read, to be checked further but never imported.

    ``sha256`` is of the content: the same rows in another order, encoding or kind of file give the same.
    ``files`` says for each table where it was read from, ``labels`` what its columns are called there;
    ``unread`` are tables of which a part could not be read, ``broken`` the rows that were left out for a fault.
    ``unmatched`` are people who were named and are counted as unnamed, for somebody to match.
    """

    tables: Tables
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    sha256: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    broken: Mapping[str, Sequence[Broken]] = field(default_factory=dict)
    unmatched: Sequence[Unmatched] = ()

    def check(
        self, known_students: Collection[str], known_adults: Collection[str], known_rounds: Collection[str]
    ) -> list[Fault]:
        """The faults that show only across rows and against what the database knows (``check_tables``)."""
        return check_tables(
            self.tables,
            known_students,
            known_adults,
            known_rounds,
            files=self.files,
            labels=self.labels,
            unread=self.unread,
            broken=self.broken,
        )


def read_tables(path: Path, choices: Choices = Choices()) -> Reading:  # noqa: B008 - a frozen value
    """Read a folder, a ZIP archive or a CSV file of tables, or a workbook, in one of the formats; raises nothing."""
    own_alone = choices.format == own.NAME or (choices.format == "auto" and not choices.mapping)
    names = TABLES if own_alone else None
    with open_bundle(path, names) as bundle:
        found = _translated(bundle, choices)
    parsed = [(name, parse(sheet, TABLES[name], choices.dates)) for name, sheet in found.sheets]
    faults = [*bundle.faults, *found.faults, *(fault for _, each in parsed for fault in each.faults)]
    warnings = [*bundle.warnings, *found.warnings, *(fault for _, each in parsed for fault in each.warnings)]
    unread = {name for name, each in parsed if not each.whole}
    tables = fill_answers(_together(parsed), frozenset())
    files = {name: sheet.file for name, sheet in found.sheets}
    labels = {name: sheet.labels for name, sheet in found.sheets}
    sha256 = content_sha256(tables)
    broken: dict[str, list[Broken]] = {}
    for name, each in parsed:
        broken.setdefault(name, []).extend(each.broken)
    return Reading(tables, faults, warnings, sha256, files, labels, frozenset(unread), broken, found.unmatched)


def _translated(bundle: Bundle, choices: Choices) -> Translation:
    """The bundle in the format that was chosen, or that it shows."""
    if not bundle.names():
        return Translation() if bundle.faults else own.translate(bundle, choices)
    chosen = next((each for each in FORMATS if choices.format == each.NAME), None)
    if chosen is None and "survey" in choices.mapping:
        chosen = survey
    if chosen is None:
        chosen = next((each for each in FORMATS if each.is_this(bundle)), own)
    found: Translation = chosen.translate(bundle, choices)
    if not found.sheets and not found.faults and not bundle.faults:
        message = f"Nothing that the format {chosen.NAME} reads stands in these files; check them, and --format."
        found.faults.append(Fault(bundle.label, None, None, "no-table", message))
    return found


def _together(parsed: Sequence[tuple[str, Parsed]]) -> Tables:
    """The rows of each table's sheets, one after the other; a column is missing where no sheet of the table has it."""
    tables = Tables(given={name for name, _ in parsed})
    for name, each in parsed:
        getattr(tables, name).extend(each.rows)
        tables.missing[name] = tables.missing.get(name, each.missing) & each.missing
        if name == "students":
            tables.attributes = (tables.attributes or frozenset()) | each.attributes
    tables.missing = {name: columns for name, columns in tables.missing.items() if columns}
    return tables


def content_sha256(tables: Tables) -> str:
    """The SHA-256 (hexadecimal) of what the tables say, whatever the order of their rows and columns."""
    digest = hashlib.sha256()
    for name in sorted(TABLES):
        if name in tables.given:
            rows = sorted([ascii(row[1:]) for row in getattr(tables, name)])
            silent = ascii(
                [sorted(tables.missing.get(name, ())), sorted(_further(tables) if name == "students" else ())]
            )
            digest.update("\n".join([f"{name} {len(rows)} {silent}", *rows, ""]).encode("ascii"))
    return digest.hexdigest()


def _further(tables: Tables) -> Collection[str]:
    """The names of the further columns of students."""
    if tables.attributes is not None:
        return tables.attributes
    return {name for row in tables.students for name, _ in row.attributes}
