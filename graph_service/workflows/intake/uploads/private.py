"""Files and folders that nobody else on the machine can read, and names for them that do no
harm.
"""

import math
import os
import re
import stat
import sys
from pathlib import Path
from typing import BinaryIO

from graph_service.errors import WrongSetting

LONGEST_NAME = 200
"""Bytes; a longer one loses its beginning, since formats tell files by how their names end."""


def create(path: Path, *, replace: bool = False) -> BinaryIO:
    """A file that nobody else can read, to be written; FileExistsError where there is one that is
    not to be replaced.
    """
    flags = (
        os.O_WRONLY
        | os.O_CREAT
        | (os.O_TRUNC if replace else os.O_EXCL)
        | getattr(os, "O_NOFOLLOW", 0)
    )
    return os.fdopen(os.open(path, flags, 0o600), "wb")


def make_private(folder: Path) -> None:
    """Make the folder where it is not there; WrongSetting where it is not ours alone."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        raise WrongSetting(
            f"The folder of uploads {folder} cannot be made ({error.strerror})."
        ) from error
    if sys.platform == "win32":
        return
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()
    if not ours or stat.S_IMODE(found.st_mode) & 0o077:
        raise WrongSetting(
            f"The folder of uploads {folder} is not this program's alone: name one in "
            "SUPPORT_WEB_UPLOAD_FOLDER "
            "that is not there yet, or that only its user can open (chmod 700)."
        )


def changed(folder: Path) -> float:
    """When the folder changed last; never, where another process has removed it meanwhile."""
    try:
        return folder.stat().st_mtime
    except FileNotFoundError:
        return math.inf


def harmless(name: str) -> str:
    """A file's name as text that is safe to write down: its last part, letters, digits and a few
    marks, not too long.
    """
    stem, dot, suffix = re.split(r"[/\\]", name)[-1].rpartition(".")
    cleaned = re.sub(r"[^\w .()-]", "_", stem if dot else suffix)
    kept = cleaned.encode()[-LONGEST_NAME:].decode(errors="ignore").strip(" .") or "file"
    return f"{kept}.{re.sub(r'[^A-Za-z0-9]', '', suffix)[:10]}" if dot else kept
