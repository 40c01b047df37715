"""Which program this is: its version, the commit that it was made from, and the hash of its
files.
"""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

HOUSE = Path(__file__).parents[3]
COMMIT_FILE = "COMMIT"
"""The file that keeps the commit in an image without a checkout; it stands beside the packages."""
_PARTS = ("graph_service/**/*.py", "analysis/**/*.py", "facts/**/*.py", "cypher/**/*.cypher")


def program() -> str:
    """The program in a line, for whoever has to make the same again."""
    commit = commit_of(HOUSE) or "not recorded"
    return f"support-web {version('support-web')}, commit {commit}, files SHA-256 {files_hash()}"


def commit_of(house: Path) -> str:
    """The commit that is checked out there, or that the file beside the packages names; '' where
    neither is.
    """
    git = house / ".git"
    if git.is_file():
        git = (house / _text(git).partition("gitdir:")[2].strip()).resolve()
    head = _text(git / "HEAD")
    if not head.startswith("ref:"):
        return head or _text(house / COMMIT_FILE)
    shared = _text(git / "commondir")
    return _of_ref((git / shared).resolve() if shared else git, head.partition(":")[2].strip())


def _of_ref(git: Path, name: str) -> str:
    """The commit that a branch stands at: a file of its own, or a line of the packed ones."""
    packed = (line.split(" ") for line in _text(git / "packed-refs").splitlines())
    return _text(git / name) or next((parts[0] for parts in packed if parts[1:] == [name]), "")


@cache
def files_hash() -> str:
    """The SHA-256 (hexadecimal) of the program's own files: two of the same version may have been
    changed by hand.
    """
    found = hashlib.sha256()
    for path in sorted(path for part in _PARTS for path in HOUSE.glob(part)):
        found.update(
            (
                f"{path.relative_to(HOUSE).as_posix()} "
                f"{hashlib.sha256(path.read_bytes()).hexdigest()}\n"
            ).encode()
        )
    return found.hexdigest()


def _text(path: Path) -> str:
    """The text of a file; '' where there is none, or where the service may not read it."""
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError:
        return ""
