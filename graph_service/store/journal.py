"""The embedded engine's journal as it lies on the disk: where its last whole change ends, and what
stands behind that.

It begins with 25 bytes (the database's id, a flag and a sum), which are followed by records: a
length (8 bytes), so many bytes of which the first is the kind, and a sum (8 bytes). A change ends
with a record of 9 bytes of the kind 2. The engine itself must not be given a record that is cut
off: it reads on behind it, and may end the process.
"""

import mmap
import os
from pathlib import Path

HEAD = 25
_FRAME = 16
_END_LENGTH = 9
_ENDS = bytes([_END_LENGTH, *[0] * 7, 2])
_END_BYTES = _FRAME + _END_LENGTH


def journal_of(path: Path) -> Path:
    """The file beside a database in which changes are until they are merged into it."""
    return path.with_name(f"{path.name}.wal")


def size_of(journal: Path) -> int:
    """How long the journal is; 0 where there is none."""
    try:
        return journal.stat().st_size
    except FileNotFoundError:
        return 0


def last_end(journal: Path, start: int = 0) -> int:
    """Where the last whole change ends, reading from ``start``, where a change ended; ``start``
    where there is none after it.
    """
    if size_of(journal) <= max(start, HEAD):
        return start
    with journal.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
        at, end = max(start, HEAD), start
        while at + _FRAME < len(held):
            length = int.from_bytes(held[at : at + 8], "little")
            after = at + _FRAME + length
            if not length or after > len(held):
                break
            if held[at : at + len(_ENDS)] == _ENDS:
                end = after
            at = after
        return end


def is_damaged(journal: Path, end: int) -> bool:
    """Whether a change ends behind ``end``, where the last that can be read does: it was done, and
    cannot be read any more.
    """
    if size_of(journal) < end + _END_BYTES:
        return False
    with journal.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
        found = held.find(_ENDS, end)
        return found != -1 and found + _END_BYTES <= len(held)


def cut(journal: Path, end: int) -> None:
    """Take away what stands behind ``end``, on the disk too."""
    with journal.open("r+b") as file:
        file.truncate(end)
        os.fsync(file.fileno())


def keep(journal: Path) -> None:
    """Have all of the journal on the disk before this returns; OSError where the disk does not take
    it.
    """
    with journal.open("r+b") as file:
        os.fsync(file.fileno())
