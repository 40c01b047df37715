"""Room on the disk that holds an embedded file: asked for before a write, and some of it kept for
the record of looks.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from graph_service.errors import NoRoom

MIB = 1024**2
LEAST = MIB // 4
"""Below this nothing is written: the engine itself needs a little to end what it has begun."""
MOST_KEPT = 16 * MIB
SHARE_KEPT = 1 / 8
"""So much of the disk, MOST_KEPT at most, is kept for sign-ins and the record: without its entry no
page is shown."""
MERGE_MARGIN = 32 * MIB
BYTES_A_ROW = 2_000
"""The disk space of one written row (a person, a place, a tie, an answer, a report) while an import
is kept, measured (docs/operations.md)."""

_for_the_record: ContextVar[bool] = ContextVar("for_the_record", default=False)


@contextmanager
def for_the_record() -> Iterator[None]:
    """Within it, what is written may use the room that is kept for the record."""
    token = _for_the_record.set(True)
    try:
        yield
    finally:
        _for_the_record.reset(token)


def check_room(path: Path, rows: int = 0) -> None:
    """Raise NoRoom where the disk of the file has too little room for a write, or for one of so
    many rows.
    """
    usage = shutil.disk_usage(path.parent)
    kept = 0 if _for_the_record.get() else min(MOST_KEPT, int(usage.total * SHARE_KEPT))
    needed = LEAST + kept + rows * BYTES_A_ROW
    if usage.free < needed:
        raise no_room(f"{_mib(usage.free)} are free there, and this needs {_mib(needed)}")


def may_merge(path: Path, journal: Path) -> bool:
    """Whether the journal can be merged into the file with room to spare: a merge that finds the
    disk full spoils reading.
    """
    sizes = [file.stat().st_size if file.exists() else 0 for file in (path, journal)]
    return shutil.disk_usage(path.parent).free >= 2 * sizes[0] + 4 * sizes[1] + MERGE_MARGIN


def no_room(why: str) -> NoRoom:
    """The sentence about a full disk, with the figures in it."""
    return NoRoom(
        f"The disk that holds the database is full, or cannot be written to ({why}): this "
        "was not kept. "
        "Make room on it, and try again."
    )


def _mib(size: int) -> str:
    return f"{size / MIB:.1f} MiB"
