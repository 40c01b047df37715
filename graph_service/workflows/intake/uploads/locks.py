"""Locks on files, which the system lets go of when their holder dies: so nobody looks alive who is
not.
"""

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class Held:
    """A lock that is held until it is let go of, or its process ends."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def let_go(self) -> None:
        """Let go; once more does nothing."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __del__(self) -> None:
        self.let_go()


def hold(path: Path) -> Held | None:
    """The lock of that file, which is made where it is not there; None where somebody else holds
    it.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return Held(handle)


def is_held(path: Path) -> bool:
    """Whether somebody holds the lock of that file."""
    if not path.exists():
        return False
    try:
        held = hold(path)
    except FileNotFoundError:
        return False
    if held is None:
        return True
    held.let_go()
    return False
