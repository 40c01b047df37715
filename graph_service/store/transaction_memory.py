"""Room for an import: of the disk of an embedded file, or of the memory in which a server holds a
transaction until it is committed.
"""

import re

from graph_service.errors import TooLarge, WrongSetting
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.engine import Engine
from graph_service.store.through_service import ServiceEngine

BYTES_A_ROW = 4_500
"""The transaction memory of one written row (a person, a place, a tie, an answer, a report),
measured (docs/operations.md)."""

SHARE_OF_HEAP = 0.7
"""So much of its heap a server gives to transactions unless its settings say otherwise."""

FEW_ROWS = 10_000
"""So many need no asking."""

MIB = 1024**2
_UNITS = {"B": 1, "KiB": 1024, "MiB": MIB, "GiB": 1024 * MIB, "TiB": MIB * MIB}
_SIZE = re.compile(r"([0-9.]+)([KMGT]?i?B)")


def check_room(engine: Engine, rows: int) -> None:
    """Raise TooLarge where the server says that it has too little memory to write so many rows at
    once, NoRoom where the disk of an embedded file has too little for them.

    No exact number is told: with it somebody could count what is there already. A server that does
    not tell is taken to have enough: it refuses by itself what is too much, and nothing is changed.
    """
    if isinstance(engine, EmbeddedEngine | ServiceEngine):
        engine.check_room(rows)
    if rows <= FEW_ROWS:
        return
    needed = rows * BYTES_A_ROW
    limits = [(size, name) for name, size in _limits(engine) if size]
    if limits and min(limits)[0] < needed:
        size, name = min(limits)
        raise TooLarge(
            f"The database server gives a transaction {size // MIB} MiB ({name}), and all of "
            "this at once may take "
            f"{-(-needed // MIB)} MiB, so nothing was written. Raise that setting to "
            f"{-(-needed // MIB)}m or more and "
            f"server.memory.heap.max_size to {int(needed / SHARE_OF_HEAP) // MIB + 1}m or more "
            "(docs/operations.md), or "
            "import a part at a time."
        )


def _limits(engine: Engine) -> list[tuple[str, int]]:
    """The server's limits by setting, in bytes, 0 for none; nothing of an engine that has none, or
    does not tell.
    """
    try:
        rows = engine.read_together(lambda tx: tx.run_own("transaction_memory"))
    except WrongSetting:
        return []
    return [(row["name"], _bytes(row["value"])) for row in rows]


def _bytes(text: str | None) -> int:
    found = _SIZE.fullmatch(text or "")
    return 0 if found is None else int(float(found[1]) * _UNITS.get(found[2], 0))
