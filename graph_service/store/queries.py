"""The queries: one file each in ``cypher/``, found by path from this package, read once."""

import re
from functools import cache
from pathlib import Path
from typing import Literal

import graph_service

FOLDER = Path(graph_service.__file__).resolve().parent.parent / "cypher"
ACCESS = {"// reads": "reads", "// writes": "writes"}
_NAME = re.compile(r"[a-z][a-z0-9_]*")


@cache
def text(name: str) -> str:
    """The statement of ``cypher/<name>.cypher``.

    Raises LookupError when there is no such file, ValueError when its first two lines do not say what it answers and
    whether it reads or writes.
    """
    return _parts(name)[2]


@cache
def access(name: str) -> Literal["reads", "writes"]:
    """Whether the query reads or writes, as its second line says."""
    return "writes" if _parts(name)[1] == "writes" else "reads"


@cache
def own_text(engine: str, name: str) -> str | None:
    """The statement of ``cypher/<engine>/<name>.cypher``: what one engine alone can do; None for an engine without it."""
    return _parts(name, FOLDER / engine)[2] if (FOLDER / engine / f"{name}.cypher").is_file() else None


def names() -> list[str]:
    """The names of all queries, sorted."""
    return sorted(path.stem for path in FOLDER.glob("*.cypher"))


def migrations(engine: str) -> list[tuple[int, tuple[str, ...]]]:
    """The numbered migrations of an engine, in order: (number, its statements). Number 0 is the version."""
    files = sorted((FOLDER / "schema" / engine).glob("[0-9][0-9][0-9]_*.cypher"))
    return [(int(path.name[:3]), _statements(path.read_text(encoding="utf-8"))) for path in files]


def _parts(name: str, folder: Path | None = None) -> tuple[str, str, str]:
    path = (folder or FOLDER) / f"{name}.cypher"
    if not _NAME.fullmatch(name) or not path.is_file():
        raise LookupError(f"There is no query {name!r} in {FOLDER.name}/.")
    whole = path.read_text(encoding="utf-8")
    first, second, *rest = whole.split("\n")
    if not first.startswith("// ") or second not in ACCESS or not any(rest):
        raise ValueError(f"{path.name} must begin with '// what it answers.', then '// reads' or '// writes'.")
    return first[3:], ACCESS[second], "\n".join(rest).strip()


def _statements(whole: str) -> tuple[str, ...]:
    lines = [line for line in whole.splitlines() if not line.startswith("//")]
    return tuple(part.strip() for part in "\n".join(lines).split(";") if part.strip())
