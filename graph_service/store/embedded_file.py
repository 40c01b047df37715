"""The embedded engine's file and its journal: opening them, after a crash too, and letting go of
them without another write.
"""

import ctypes
import logging
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import ladybug

from graph_service.errors import StoreUnavailable
from graph_service.store import imprint
from graph_service.store.disk import may_merge
from graph_service.store.journal import cut, is_damaged, journal_of, keep, last_end, size_of
from graph_service.store.trial import DIED, LARGEST_FILE, try_out

if sys.platform != "win32":
    import fcntl

_IN_USE = "Could not set lock"
_EMPTY = "The file is empty"
_MISSING = "The file is not there"
_NO_ROOM = "No space left"
_GONE = "The file is gone"
_CHANGED = "The file was changed"
_UNREADABLE = ("Storage exception", "Runtime exception", "Assertion failed")
_OPEN_FILES = Path("/proc/self/fd")
MERGE_AT = 1024**2
"""A larger journal is merged: the engine holds it in memory, forty times as large."""
_log = logging.getLogger(__name__)


def open_file(path: Path) -> ladybug.Database:
    """The open file, as when its process ended; StoreUnavailable says why it cannot be opened.

    Unless it is as it was left, it is tried out in another process first: a damaged one may end the
    process that opens it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() or size_of(journal_of(path)):
            _check(path)
        return _database(path)
    except (OSError, RuntimeError) as error:
        raise StoreUnavailable(_why(path, str(error))) from error


def _check(path: Path) -> None:
    """Raise what is wrong with files that somebody else may have written to, or that were not
    closed.
    """
    if size_of(path) == 0:
        raise RuntimeError(_EMPTY if path.is_file() else _MISSING)
    with _held(path):
        _leave_out_what_is_unfinished(path)
    if imprint.is_as_left(path) or (not merge_has_begun(path) and imprint.is_same(path)):
        return
    if not merge_has_begun(path) and imprint.is_damaged(path):
        raise RuntimeError(_CHANGED)
    _try_out(path)


def _try_out(path: Path) -> None:
    """Raise what is wrong with the file; a merge that finds no room to be ended is no damage."""
    lacks_room = merge_has_begun(path) and not may_merge(path, journal_of(path))
    if wrong := try_out(path):
        raise RuntimeError(_NO_ROOM if lacks_room else wrong)


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Hold the file as the engine does, so that no process is writing to it or its journal
    meanwhile.
    """
    if sys.platform == "win32":
        yield
        return
    with path.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError) as error:
            raise RuntimeError(_IN_USE) from error
        yield


def open_again(path: Path, before: int) -> ladybug.Database:
    """The file that this process held until now, without a write that failed behind ``before`` in
    its journal.

    Raises StoreUnavailable where it cannot be opened yet.
    """
    try:
        _leave_out_what_failed(path, before)
        return _database(path)
    except (OSError, RuntimeError) as error:
        raise StoreUnavailable(_why(path, str(error))) from error


def _leave_out_what_failed(path: Path, before: int) -> None:
    """Take from the journal what is torn behind ``before``; a change that is whole is made sure of.

    A merge that was begun is for the engine to end, in another process first.
    """
    journal = journal_of(path)
    if size_of(path) == 0:
        raise RuntimeError(_GONE)
    if merge_has_begun(path):
        _try_out(path)
        return
    end = last_end(journal, before)
    if size_of(journal) > end:
        cut(journal, end)
    elif end > before:
        keep(journal)


def _leave_out_what_is_unfinished(path: Path) -> None:
    """Take from the journal what was still being written when its process or machine was stopped.

    A change is done once its end is in the journal and on the disk, so what follows the last whole
    one was never said to be done. A journal that cannot be read although a whole change follows is
    damaged before that: what it lost was done, and is not left out.
    """
    journal = journal_of(path)
    found, end = size_of(journal), last_end(journal)
    if found == end or is_damaged(journal, end) or merge_has_begun(path):
        return
    kept = path.with_name(f"{path.name}.unfinished-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}")
    try:
        shutil.copy2(journal, kept)
    except OSError:
        kept.unlink(missing_ok=True)
        raise
    cut(journal, end)
    _log.warning(
        "The database %s was stopped while it wrote: the change that was not finished is left "
        "out, what was done before holds. "
        "The journal as it was found (%d bytes, of which %d could be read) is kept as %s; remove "
        "it once the latest changes are seen to be there.",
        path,
        found,
        end,
        kept.name,
    )


def _database(path: Path) -> ladybug.Database:
    """The open file, after its journal; what cannot be read of that is an error."""
    merges = may_merge(path, journal_of(path))
    return ladybug.Database(
        str(path),
        max_db_size=LARGEST_FILE,
        auto_checkpoint=merges,
        checkpoint_threshold=MERGE_AT,
    )


def abandon(database: ladybug.Database, path: Path) -> None:
    """Close the database without another byte written to its files.

    After a write that failed the engine still holds the rest of it, writes that out as it closes,
    and where this fails too, ends the whole process. So its open files are exchanged for one that
    takes everything and keeps nothing; where that cannot be done, what it holds in memory is never
    given back.
    """
    held = _open_files(path)
    try:
        set_merging(database, on=False)
    except RuntimeError:
        held = []
    if not held:
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(database._database))  # noqa: SLF001 - what must never be taken down
        return
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in held:
        os.dup2(nowhere, number, inheritable=False)
    os.close(nowhere)
    database.close()


def set_merging(database: ladybug.Database | ladybug.Connection, *, on: bool) -> None:
    """Whether the journal is merged into the file, from time to time and at the end; else it only
    grows.
    """
    if isinstance(database, ladybug.Database):
        connection = ladybug.Connection(database)
        try:
            set_merging(connection, on=on)
        finally:
            connection.close()
        return
    for setting in ("auto_checkpoint", "force_checkpoint_on_close"):
        database.execute(f"CALL {setting}={str(on).lower()}")


def _open_files(path: Path) -> list[int]:
    """The numbers under which this process holds the file, its journal and what else stands beside
    it by its name.
    """
    if not _OPEN_FILES.is_dir():
        return []
    whole = str(path.resolve())
    names = {int(link.name): _target(link) for link in _OPEN_FILES.iterdir()}
    return [
        number for number, name in names.items() if name == whole or name.startswith(f"{whole}.")
    ]


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except FileNotFoundError:
        return ""


def merge_has_begun(path: Path) -> bool:
    """Whether the engine has begun to merge the journal, which it does once the write that filled
    it is kept.
    """
    return any(
        size_of(path.with_name(f"{path.name}{end}")) for end in (".wal.checkpoint", ".shadow")
    )


def _why(path: Path, message: str) -> str:
    """The sentence to tell of a file that cannot be opened."""
    journal = journal_of(path)
    cases = (
        (
            message == _EMPTY,
            (
                f"The file {path} is empty, and no database: put back a backup, or remove it "
                "to begin anew."
            ),
        ),
        (
            message == _MISSING,
            (
                f"The journal {journal} is there and its database {path} is not: "
                "put back both as they were saved together, or move the journal away to begin anew."
            ),
        ),
        (
            message == _GONE,
            f"The database file {path} is not there any more: put it back, with its journal.",
        ),
        (
            message == _CHANGED,
            (
                f"The database file {path} is damaged: it is not what it was when it was closed. "
                "Check the disk and put back "
                f"a backup; before that, remove every file whose name begins with {path.name}."
            ),
        ),
        (
            _IN_USE in message,
            (
                f"The database file {path} is in use by another process: "
                "stop the service (or use Neo4j, which several processes may share) and try again."
            ),
        ),
        (path.is_dir(), f"The database {path} is a folder; name a file."),
        (
            _NO_ROOM in message or message.startswith("IO exception: Cannot write"),
            (
                f"The database file {path} cannot be opened: its disk is full, or cannot be "
                "written to. Make room on it, and try again."
            ),
        ),
        ("not a valid" in message, f"The file {path} is not a Support Web database."),
        (
            "does not match the current database" in message,
            (
                f"The journal {journal} belongs to another database than {path}: "
                "put back both as they were saved together, or move the journal away."
            ),
        ),
        (
            message.startswith((*_UNREADABLE, DIED)) and "version" not in message,
            _damage(path, journal),
        ),
    )
    otherwise = f"The database file {path} cannot be opened: {message.splitlines()[0]}"
    return next((sentence for holds, sentence in cases if holds), otherwise)


def _damage(path: Path, journal: Path) -> str:
    if size_of(journal):
        return (
            f"The journal {journal} is damaged in the middle, and may hold changes that were "
            f"done, or {path} is: check the disk and put back a backup of both, or move the "
            "journal away to go on without what it holds."
        )
    return f"The database file {path} is damaged: check the disk, and put back a backup."
