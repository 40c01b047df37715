"""The input to read: a folder, a ZIP archive, one CSV file or one workbook."""

import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from graph_service.errors import Fault
from graph_service.formats import archives
from graph_service.formats.sandboxed_child import Beyond, unpack_in_child, workbook_in_child
from graph_service.formats.sheets import Parts, Sheet, read_header, read_parts

MOST_BYTES = 256 * 1024 * 1024
"""A larger CSV file is refused unread."""

ROWS_A_PART = 10_000
"""So many rows of a CSV file are read at a time."""

_BOOKS = (".xlsx", ".xlsm")


@dataclass(slots=True)
class Bundle:
    """Named sheets: CSV files by their path, read when asked for, or the sheets of a workbook, read
    already.

    ``label`` is what the whole is called.
    """

    label: str
    files: dict[str, Path] = field(default_factory=dict)
    sheets: dict[str, Sheet] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    def names(self) -> list[str]:
        """The names of the sheets as they were written, without ``.csv``."""
        return [*self.files, *self.sheets]

    def header(self, name: str, columns: Collection[str] = ()) -> list[str]:
        """The first line of a sheet, trimmed and in small letters; empty where it cannot be
        read.
        """
        header = (
            self.sheets[name].header
            if name in self.sheets
            else read_header(self.files[name], columns)
        )
        return [cell.strip().casefold() for cell in header]

    def read(self, name: str, columns: Collection[str] = ()) -> Sheet:
        """One sheet; ``columns`` are names by which a CSV file's header tells its separator."""
        with closing(self.parts(name, columns, sys.maxsize)) as parts:
            return next(parts)

    def parts(self, name: str, columns: Collection[str] = (), most: int | None = None) -> Parts:
        """The same, a CSV file as sheets of ``most`` rows each (else ``ROWS_A_PART``), read as they
        are taken.
        """
        if name in self.sheets:
            yield self.sheets[name]
            return
        file = self.files[name]
        unread = Sheet(file.name)
        try:
            if file.stat().st_size > MOST_BYTES:
                unread.refuse(
                    None, "size", f"The file is larger than {MOST_BYTES // 1024**2} MiB; part it."
                )
                yield unread
                return
            with file.open("rb") as stream:
                yield from read_parts(file.name, stream, columns, most or ROWS_A_PART)
        except OSError as error:
            unread.refuse(
                None,
                "unreadable",
                f"The file cannot be read ({error.strerror}); check who may read it.",
            )
            yield unread


@contextmanager
def open_bundle(
    path: Path, names: Collection[str] | None, room: Path | None = None
) -> Iterator[Bundle]:
    """The bundle at ``path``; of a workbook only the sheets of these ``names``.

    Unpacked files lie in a folder of their own in ``room`` (else the temporary one), which is
    removed at the end.
    """
    label = path.name or str(path)
    with tempfile.TemporaryDirectory(prefix="support-web-", dir=room) as unpacked:
        try:
            bundle = _opened(path, label, Path(unpacked), names)
        except OSError as error:
            bundle = _refused(
                label, "unreadable", f"It cannot be read ({error.strerror}); check who may read it."
            )
        yield bundle


def _opened(path: Path, label: str, room: Path, names: Collection[str] | None) -> Bundle:
    kind = path.suffix.casefold()
    if path.is_dir():
        return _folder(path, label)
    if not path.exists():
        return _refused(str(path), "not-there", "There is no such folder or file; check the path.")
    if kind not in (*_BOOKS, ".zip", ".csv"):
        message = (
            "It is neither a folder of CSV files, a ZIP archive of them, one CSV file nor an "
            "XLSX workbook; give one."
        )
        return _refused(label, "unknown-file", message)
    if path.stat().st_size == 0:
        return _refused(label, "empty", "The file is empty; save it again.")
    if kind == ".csv":
        return Bundle(label, files={path.stem: path})
    return _workbook(path, label, names) if kind in _BOOKS else _archive(path, label, room)


def _folder(folder: Path, label: str) -> Bundle:
    bundle = Bundle(label)
    for file in sorted(folder.iterdir()):
        if file.name.startswith((".", "~$")) or file.suffix.casefold() not in (
            ".csv",
            ".zip",
            *_BOOKS,
        ):
            continue
        if file.suffix.casefold() != ".csv":
            message = (
                "It lies in a folder of CSV files and was not read; give it alone, or save its "
                "tables as CSV files."
            )
            bundle.warnings.append(Fault(file.name, None, None, "unknown-file", message))
            continue
        if file.stem in bundle.files:
            message = (
                f"It has the name of {bundle.files[file.stem].name}, but for capitals; keep "
                "one of the two."
            )
            bundle.faults.append(Fault(file.name, None, None, "duplicate-table", message))
        bundle.files.setdefault(file.stem, file)
    return bundle


def _archive(path: Path, label: str, room: Path) -> Bundle:
    try:
        refusal = archives.danger(
            path, archives.TABLES, "archive", "give the CSV files in a folder"
        )
        if refusal is not None:
            return _refused(label, "size", refusal)
        faults = unpack_in_child(path, room)
    except PermissionError:
        raise
    except (Beyond, *archives.UNREADABLE):
        return _refused(
            label,
            "unreadable",
            "The file cannot be read as a ZIP archive; pack the CSV files again.",
        )
    bundle = _folder(room, label)
    bundle.faults += faults
    return bundle


def _workbook(path: Path, label: str, names: Collection[str] | None) -> Bundle:
    try:
        refusal = archives.danger(
            path, archives.WORKBOOK, "workbook", "save the tables as CSV files in one folder"
        )
        if refusal is not None:
            return _refused(label, "size", refusal)
        sheets, faults, warnings = workbook_in_child(path, names)
    except PermissionError:
        raise
    except (Beyond, *archives.UNREADABLE):
        message = (
            "The file cannot be read as an XLSX workbook; open it in a spreadsheet and save it "
            "again as XLSX."
        )
        return _refused(label, "unreadable", message)
    return Bundle(label, sheets=sheets, faults=faults, warnings=warnings)


def _refused(label: str, rule: str, message: str) -> Bundle:
    return Bundle(label, faults=[Fault(label, None, None, rule, message)])
