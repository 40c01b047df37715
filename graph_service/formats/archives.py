"""Archives (ZIP, and XLSX, which is one): looked at before anything in them is opened, and
unpacked.

An archive may hold far more than it weighs: its entries, their sizes as declared and as they really
stream, and their ratio are checked first.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from graph_service.errors import Fault

CHUNK = 1024 * 1024
UNREADABLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, OSError, EOFError, KeyError,
    ValueError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
"""The standard library's exceptions for an archive that is damaged or locked."""


class Limits(NamedTuple):
    """How much an archive may hold. An entry that unpacks to at most ``small`` bytes is harmless at
    any ratio.

    ``is_xml``: what is in it is read as XML, which may define entities.
    """

    entries: int
    bytes: int
    ratio: int = 50
    small: int = 4 * 1024 * 1024
    is_xml: bool = False


WORKBOOK = Limits(entries=1_000, bytes=64 * 1024 * 1024, is_xml=True)
TABLES = Limits(entries=20_000, bytes=1024 * 1024 * 1024)
"""Real rosters unpack to 8 to 13 times their size."""


def danger(path: Path, limits: Limits, what: str, instead: str) -> str | None:
    """Why the archive must not be opened, as a sentence; None where it may. Raises one of
    ``UNREADABLE``.

    ``what`` it is called, and what to do ``instead``, are parts of the sentence.
    """
    weight = path.stat().st_size
    most = min(limits.bytes, max(limits.small, limits.ratio * weight))
    too_large = (
        f"The {what} unpacks to more than {limits.bytes // 1024**2} MiB or {limits.ratio} "
        "times its size, "
        f"so it was not opened; {instead}."
    )
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        if len(entries) > limits.entries:
            return (
                f"The {what} has {len(entries)} parts and may have {limits.entries}; keep only "
                "the tables in it."
            )
        if sum(entry.file_size for entry in entries) > most:
            return too_large
        streamed = 0
        for entry in entries:
            watch = _Watch(entry.filename) if limits.is_xml else None
            for chunk in chunks(archive, entry):
                streamed += len(chunk)
                if streamed > most:
                    return too_large
                if watch is not None and watch.finds(chunk):
                    return (
                        f"The {what} defines XML entities, which no spreadsheet writes; "
                        "save it again."
                    )
    return None


class _Watch:
    """Looks for a definition of XML entities in a part of a workbook while it is read, in whichever
    encoding a parser takes.

    Without its NULs UTF-16 and UTF-32 read like UTF-8. Every encoding but those three, ASCII and
    Latin-1 is as bad as a definition: in some of them other bytes stand for the marks that begin
    one.
    """

    def __init__(self, name: str) -> None:
        """A picture may have a DOCTYPE, as drawing programs write it; nothing else that is in a
        workbook has one.
        """
        self._bad = _ENTITY if _PICTURE.fullmatch(name) else _DOCTYPE
        self._head = b""
        self._tail = b""
        self._is_at_its_head = True

    def finds(self, chunk: bytes) -> bool:
        """Whether there is one, up to here."""
        text = chunk.replace(b"\0", b"")
        seen, self._tail = self._tail + text, (self._tail + text)[-_OVERLAP:]
        return self._bad.search(seen) is not None or self._has_another_encoding(text)

    def _has_another_encoding(self, text: bytes) -> bool:
        """By the declaration at the head of the part, which is short."""
        if not self._is_at_its_head:
            return False
        self._head += text[:_LONGEST_DECLARATION]
        declared = _DECLARED.match(self._head)
        if declared is None and len(self._head) < _LONGEST_DECLARATION:
            return False
        self._is_at_its_head = False
        if declared is None:
            return _BEGUN.match(self._head) is not None
        return any(
            encoding.lower() not in _ENCODINGS for encoding in _ENCODING.findall(declared[0])
        )


_DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)")
_ENTITY = re.compile(rb"<!ENTITY")
_OVERLAP = len(b"<!DOCTYPE") - 1
_PICTURE = re.compile(r"xl/media/[^/]+\.svg", re.IGNORECASE)
_BEGUN = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?<\?xml\s")
_DECLARED = re.compile(_BEGUN.pattern + rb"[^>]*>")
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([^\"']*)")
_ENCODINGS = (b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1")
_LONGEST_DECLARATION = 1024


def unpack(path: Path, folder: Path) -> list[Fault]:
    """Write the archive's CSV files into the folder, by their names alone; what cannot be is a
    fault.

    Folders within the archive, and what computers leave there for themselves, do not matter. Raises
    ``UNREADABLE``.
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
                stream.writelines(chunks(archive, entry))
    return faults


def _is_table(place: PurePosixPath) -> bool:
    hidden = place.name.startswith(".") or "__MACOSX" in place.parts
    return place.suffix.casefold() == ".csv" and not hidden


def chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content of an entry, a part at a time."""
    with archive.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk
