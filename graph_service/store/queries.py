"""The queries: one file each in a room of ``cypher/``, found by name from this package, read
once.
"""

import hashlib
from functools import cache
from pathlib import Path

import graph_service

FOLDER = Path(graph_service.__file__).resolve().parent.parent / "cypher"
ENGINES = ("embedded", "neo4j")
ACCESS = {"// reads": "reads", "// writes": "writes"}


@cache
def text(name: str) -> str:
    """The statement of ``cypher/<room>/<name>.cypher``.

    Raises LookupError when there is no such file, ValueError when its first two lines do not say
    what it answers and whether it reads or writes.
    """
    return _parts(path_of(name))[2]


@cache
def own_text(engine: str, name: str) -> str | None:
    """The statement of ``cypher/<engine>/<name>.cypher``: what one engine alone can do; None for an
    engine without it.
    """
    path = FOLDER / engine / f"{name}.cypher"
    return _parts(path)[2] if path.is_file() else None


@cache
def fingerprint() -> str:
    """A hash of all statements and the whole model: the same in every program that means the same
    by a query's name.
    """
    found = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*.cypher")):
        found.update(f"{path.relative_to(FOLDER)}\0{path.read_text(encoding='utf-8')}\0".encode())
    return found.hexdigest()


def names() -> list[str]:
    """The names of all queries, sorted."""
    return sorted(_paths())


def path_of(name: str) -> Path:
    """The file of a query. Raises LookupError when there is none."""
    if name not in _paths():
        raise LookupError(f"There is no query {name!r} in {FOLDER.name}/.")
    return _paths()[name]


@cache
def _paths() -> dict[str, Path]:
    """Every query's file by its name, which is its own whatever the room; what one engine alone can
    do is not among them.
    """
    found = [path for path in FOLDER.glob("*/*.cypher") if path.parent.name not in ENGINES]
    paths = {path.stem: path for path in found}
    if len(paths) < len(found):
        twice = sorted({path.stem for path in found if paths[path.stem] != path})
        raise ValueError(f"Two queries in {FOLDER.name}/ have one name: {', '.join(twice)}.")
    return paths


def migrations(engine: str) -> list[tuple[int, tuple[str, ...]]]:
    """The numbered migrations of an engine, in order: (number, its statements). Number 0 is the
    version.
    """
    files = sorted((FOLDER / "schema" / engine).glob("[0-9][0-9][0-9]_*.cypher"))
    return [(int(path.name[:3]), _statements(path.read_text(encoding="utf-8"))) for path in files]


def _parts(path: Path) -> tuple[str, str, str]:
    whole = path.read_text(encoding="utf-8")
    first, second, *rest = whole.split("\n")
    if not first.startswith("// ") or second not in ACCESS or not any(rest):
        raise ValueError(
            f"{path.name} must begin with '// what it answers.', then '// reads' or '// writes'."
        )
    return first[3:], ACCESS[second], "\n".join(rest).strip()


def _statements(whole: str) -> tuple[str, ...]:
    lines = [line for line in whole.splitlines() if not line.startswith("//")]
    return tuple(part.strip() for part in "\n".join(lines).split(";") if part.strip())
