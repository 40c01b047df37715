"""The imprint of an embedded file as it was left: kept beside it, and gone once anything is
written, so that damage is noticed.

The engine has no sums over the pages of its file. A byte that a disk turned would be read as
somebody's name.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from graph_service.store.journal import journal_of

HEAD_BYTES = 4096
"""The engine's first page is another one after every merge."""


def imprint_of(path: Path) -> Path:
    """Where the imprint of a database is."""
    return path.with_name(f"{path.name}.imprint")


def take(path: Path) -> None:
    """Keep the imprint of the file and its journal, unless what is kept is theirs already."""
    if is_as_left(path):
        return
    imprint_of(path).write_text(
        json.dumps([_whole(path), _whole(journal_of(path)), _head(path)]), encoding="ascii"
    )


def remove(path: Path) -> None:
    """Begin to write: what is kept is no longer the file's."""
    imprint_of(path).unlink(missing_ok=True)


def is_as_left(path: Path) -> bool:
    """Whether the file and its journal are the very ones that were left: nobody wrote to them
    since.
    """
    kept = _kept(path)
    return kept is not None and [imprint[:3] for imprint in kept[:2]] == [
        _place(path),
        _place(journal_of(path)),
    ]


def is_same(path: Path) -> bool:
    """Whether they hold what they held when they were left, in a copy of them too."""
    kept = _kept(path)
    return kept is not None and [imprint[3:] for imprint in kept[:2]] == [
        _whole(path)[3:],
        _whole(journal_of(path))[3:],
    ]


def is_damaged(path: Path) -> bool:
    """Whether the file is of the moment at which it was left, and holds something else."""
    kept = _kept(path)
    return kept is not None and kept[2] == _head(path) and kept[0][3:] != _whole(path)[3:]


def _kept(path: Path) -> list[Any] | None:
    """The imprint; None where there is none that can be read, so that nothing is known."""
    try:
        kept = json.loads(imprint_of(path).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    return (
        kept
        if isinstance(kept, list)
        and len(kept) == 3
        and all(isinstance(imprint, list) for imprint in kept[:2])
        else None
    )


def _place(path: Path) -> list[int]:
    if not path.exists():
        return []
    found = path.stat()
    return [found.st_ino, found.st_size, found.st_mtime_ns]


def _whole(path: Path) -> list[Any]:
    """Where a file is, and the sum of what it holds; nothing of one that is not there or is
    empty.
    """
    place = _place(path)
    if not place or not place[1]:
        return []
    with path.open("rb") as file:
        return [*place, hashlib.file_digest(file, "sha256").hexdigest()]


def _head(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.sha256(file.read(HEAD_BYTES)).hexdigest()
