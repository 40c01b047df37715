"""Reading our own tables from a folder of CSV files or one XLSX workbook: what can be read, and every fault at once."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph_service.errors import Fault
from graph_service.formats.checks import check_tables, fill_answers
from graph_service.formats.columns import TABLES
from graph_service.formats.rows import parse
from graph_service.formats.sheets import Sheet, read_csv
from graph_service.formats.workbook import read_workbook
from graph_service.records.tables import Tables

MOST_BYTES = 256 * 1024 * 1024
"""A larger CSV file is refused unread."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. With ``faults``, ``tables`` hold what could be read, to be checked further but never imported.

    ``sha256`` is of the content: the same rows in another order, encoding or kind of file give the same.
    ``files`` says for each table where it was read from; ``unread`` are tables of which a part could not be read.
    """

    tables: Tables
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    sha256: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()

    def check(
        self, known_students: Collection[str], known_adults: Collection[str], known_rounds: Collection[str]
    ) -> list[Fault]:
        """The faults that show only across rows and against what the database knows (``check_tables``)."""
        return check_tables(
            self.tables, known_students, known_adults, known_rounds, files=self.files, unread=self.unread
        )


def read_tables(path: Path, dates: str = "iso") -> Reading:
    """Read the tables of a folder (``students.csv`` …) or of a workbook (sheets ``students`` …); raises nothing.

    ``dates`` is how days are written: ``iso``, ``day-first`` or ``month-first``.
    """
    sheets, faults, warnings = _gather(path)
    parsed = {name: parse(sheet, TABLES[name], dates) for name, sheet in sheets.items()}
    faults += [fault for each in parsed.values() for fault in each.faults]
    warnings += [fault for each in parsed.values() for fault in each.warnings]
    unread = {name for name, each in parsed.items() if not each.whole}
    tables = Tables(
        **{name: each.rows for name, each in parsed.items()},
        given=set(sheets),
        missing={name: each.missing for name, each in parsed.items() if each.missing},
        attributes=parsed["students"].attributes if "students" in parsed else None,
    )
    tables = fill_answers(tables, frozenset())
    files = {name: sheet.file for name, sheet in sheets.items()}
    return Reading(tables, faults, warnings, content_sha256(tables), files, frozenset(unread))


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


def _gather(path: Path) -> tuple[dict[str, Sheet], list[Fault], list[Fault]]:
    label = path.name or str(path)
    try:
        if path.is_dir():
            found = _read_folder(path)
        elif not path.exists():
            return _nothing(label, "not-there", "There is no such folder or file; check the path.")
        elif path.suffix.casefold() in (".xlsx", ".xlsm"):
            if path.stat().st_size == 0:
                return _nothing(label, "empty", "The file is empty; save the workbook again.")
            found = read_workbook(path, TABLES)
        else:
            return _nothing(
                label, "unknown-file", "It is neither a folder of CSV files nor an XLSX workbook; give one."
            )
    except OSError as error:
        return _nothing(label, "unreadable", f"It cannot be read ({error.strerror}); check who may read it.")
    sheets, faults, warnings = found
    if not sheets and not faults:
        names = ", ".join(TABLES)
        found_none = f"None of our tables is here; call the CSV files or sheets by their names: {names}."
        return {}, [Fault(label, None, None, "no-table", found_none)], warnings
    return {name: sheets[name] for name in TABLES if name in sheets}, faults, warnings


def _nothing(file: str, rule: str, message: str) -> tuple[dict[str, Sheet], list[Fault], list[Fault]]:
    return {}, [Fault(file, None, None, rule, message)], []


def _read_folder(folder: Path) -> tuple[dict[str, Sheet], list[Fault], list[Fault]]:
    sheets: dict[str, Sheet] = {}
    faults: list[Fault] = []
    warnings: list[Fault] = []
    for file in sorted(folder.iterdir()):
        name = file.stem.strip().casefold()
        if file.suffix.casefold() != ".csv":
            continue
        if name not in TABLES:
            message = "The file is not one of our tables and was not read; correct its name if it should be."
            warnings.append(Fault(file.name, None, None, "unknown-table", message))
        elif name in sheets:
            message = f"It gives the table {name} again, after {sheets[name].file}; keep one of the two."
            faults.append(Fault(file.name, None, None, "duplicate-table", message))
        else:
            sheets[name] = _read_file(file, name)
    return sheets, faults, warnings


def _read_file(file: Path, name: str) -> Sheet:
    unread = Sheet(file.name)
    try:
        if file.stat().st_size > MOST_BYTES:
            unread.refuse(None, "size", f"The file is larger than {MOST_BYTES // 1024**2} MiB; part it.")
            return unread
        content = file.read_bytes()
    except OSError as error:
        unread.refuse(None, "unreadable", f"The file cannot be read ({error.strerror}); check who may read it.")
        return unread
    return read_csv(file.name, content, {column.name for column in TABLES[name].columns})
