"""The rows that are many (ties, answers, reports, contacts), out of memory, and taken back a
portion of the people at a time.

Each lies in the slot of the person by whom it is looked up, so that rows of one key, and what the
database holds of it, are always in one portion: whatever is checked or compared by key can be so
portion by portion.
"""

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Any
from zlib import crc32

from graph_service.formats.columns import TABLES
from graph_service.formats.spill_file import Shelf, SpillPosition
from graph_service.records.tables import TieRow

SLOTS = 128
ROWS_A_BLOCK = 256
ROWS_A_PORTION = 40_000
"""A portion has not many more rows; a smaller school is one portion."""

Slots = Sequence[int]
"""The slots of a portion."""


def slot_of(id: str) -> int:
    """The slot of a person, by the source's own id."""
    return crc32(id.encode("utf-8", "surrogatepass")) % SLOTS


def portions(weights: Sequence[int], most: int | None = None) -> list[Slots]:
    """All slots, in portions: as many in each as weigh no more than ``most`` (else
    ``ROWS_A_PORTION``) together, or one.
    """
    most = ROWS_A_PORTION if most is None else most
    found: list[list[int]] = [[]]
    weight = 0
    for slot, more in enumerate(weights):
        if found[-1] and weight + more > most:
            found.append([])
            weight = 0
        found[-1].append(slot)
        weight += more
    return list(found)


def _of_tie(row: TieRow) -> str:
    """The peer of a pair whose id sorts last, as the tie is kept."""
    return max(row.student_id, row.alter_id) if row.role == "peer" else row.student_id


_OF: dict[str, Callable[[Any], str]] = {
    "ties": _of_tie,
    "answers": lambda row: str(row.informant_id),
    "reports": lambda row: str(row.student_id),
    "contacts": lambda row: str(row.student_id),
}
MANY = tuple(_OF)
"""The tables whose rows are many."""


class ManyRows:
    """The rows of the tables that are many."""

    def __init__(self) -> None:
        self._shelf = Shelf()
        self._came = 0
        self._places: dict[str, list[list[SpillPosition]]] = {
            table: [[] for _ in range(SLOTS)] for table in MANY
        }
        self._counts: dict[str, list[int]] = {table: [0] * SLOTS for table in MANY}

    def put(self, table: str, parts: Iterable[Iterable[Any]]) -> None:
        """Put rows of a table, which come in parts."""
        of, counts = _OF[table], self._counts[table]
        blocks: list[list[Any]] = [[] for _ in range(SLOTS)]
        for rows in parts:
            for row in rows:
                slot = slot_of(of(row))
                counts[slot] += 1
                block = blocks[slot]
                block.append((self._came, *row))
                self._came += 1
                if len(block) == ROWS_A_BLOCK:
                    self._shelve(table, slot, block)
        for slot, block in enumerate(blocks):
            if block:
                self._shelve(table, slot, block)

    def take(self, table: str, slots: Slots = range(SLOTS)) -> list[Any]:
        """The rows of a table in these slots, in the order in which they came."""
        make = TABLES[table].row._make
        places = self._places[table]
        rows = [row for slot in slots for place in places[slot] for row in self._shelf.take(place)]
        rows.sort(key=itemgetter(0))
        return [make(row[1:]) for row in rows]

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return sum(self._counts[table])

    def weights(self) -> list[int]:
        """How many rows there are in each slot."""
        return [sum(of_slot) for of_slot in zip(*self._counts.values(), strict=True)]

    def close(self) -> None:
        """Let go of all of them."""
        self._shelf.close()

    def _shelve(self, table: str, slot: int, block: list[Any]) -> None:
        self._places[table][slot].append(self._shelf.put(block))
        block.clear()
