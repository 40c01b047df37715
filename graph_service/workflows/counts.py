"""How many rows of each table an import adds, changes and ends, and what of that is told to whom. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

TABLES = ("students", "adults", "ties", "rounds", "answers", "reports", "contacts")
SAID = ("answers", "reports", "contacts")
"""Of these an administrator is told nothing but how many rows there are: what is there already is not theirs to read."""


class Count(NamedTuple):
    """How many rows of a table were added, changed, ended (missing from a complete import, or a tie by its last day) or were there already.

    ``given`` are rows of which nobody is told which of these they were.
    """

    added: int = 0
    changed: int = 0
    ended: int = 0
    unchanged: int = 0
    given: int = 0


def told(counts: Mapping[str, Count]) -> dict[str, Count]:
    """The counts as whoever may not read what people said is told them."""
    return {table: Count(given=sum(count)) if table in SAID else count for table, count in counts.items()}
