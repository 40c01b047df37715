"""Archives (ZIP, and XLSX, which is one): looked at before anything in them is opened, and unpacked.

An archive may hold far more than it weighs: its entries, their sizes as declared and as they really stream, and their
ratio are checked first.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from graph_service.errors import Fault

CHUNK = 1024 * 1024
UNREADABLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, OSError, EOFError, KeyError, ValueError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
"""What the standard library raises of an archive that is damaged or locked."""


class Limits(NamedTuple):
    """How much an archive may hold. What unpacks to no more than ``small`` bytes is harmless at any ratio."""

    entries: int
    bytes: int
    ratio: int = 50
    small: int = 4 * 1024 * 1024


WORKBOOK = Limits(entries=1_000, bytes=64 * 1024 * 1024)
TABLES = Limits(entries=20_000, bytes=1024 * 1024 * 1024)
"""Real rosters unpack to 8 to 13 times their size."""


def danger(path: Path, limits: Limits, what: str, instead: str) -> str | None:
    """Why the archive must not be opened, as a sentence; None where it may. Raises one of ``UNREADABLE``.

    ``what`` it is called, and what to do ``instead``, are parts of the sentence.
    """
    weight = path.stat().st_size
    most = min(limits.bytes, max(limits.small, limits.ratio * weight))
    too_large = (
        f"The {what} unpacks to more than {limits.bytes // 1024**2} MiB or {limits.ratio} times its size, "
        f"so it was not opened; {instead}."
    )
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        if len(entries) > limits.entries:
            return f"The {what} has {len(entries)} parts and may have {limits.entries}; keep only the tables in it."
        if sum(entry.file_size for entry in entries) > most:
            return too_large
        streamed = 0
        for entry in entries:
            for chunk in _chunks(archive, entry):
                streamed += len(chunk)
                if streamed > most:
                    return too_large
                if b"<!ENTITY" in chunk:
                    return f"The {what} defines XML entities, which no spreadsheet writes; save it again."
    return None


def unpack(path: Path, folder: Path) -> list[Fault]:
    """Write the archive's CSV files into the folder, by their names alone; what cannot be is a fault.

    Folders within the archive, and what computers leave there for themselves, do not matter. Raises ``UNREADABLE``.
    """
    faults: list[Fault] = []
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            place = PurePosixPath(entry.filename.replace("\\", "/"))
            if entry.is_dir() or not _is_table(place):
                continue
            target = folder / place.name
            if target.exists():
                message = f"{path.name} holds two files of this name; keep one of them."
                faults.append(Fault(place.name, None, None, "duplicate-table", message))
                continue
            with target.open("wb") as stream:
                stream.writelines(_chunks(archive, entry))
    return faults


def _is_table(place: PurePosixPath) -> bool:
    hidden = place.name.startswith(".") or "__MACOSX" in place.parts
    return place.suffix.casefold() == ".csv" and not hidden


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk
