"""How many rows of each table an import adds, changes and ends, and what of that is told to whom.
Pure.
"""

from collections.abc import Mapping
from typing import NamedTuple

from graph_service.records.changes import Changes

TABLES = ("students", "adults", "ties", "rounds", "answers", "reports", "contacts")
SAID = ("answers", "reports", "contacts")
"""An administrator is told only how many rows of these there are: those in the database are not
theirs to read."""


class Count(NamedTuple):
    """How many rows of a table were added, changed, ended (missing from a complete import, or a tie
    by its last day) or were there already.

    ``given`` are rows of which nobody is told which of these they were.
    """

    added: int = 0
    changed: int = 0
    ended: int = 0
    unchanged: int = 0
    given: int = 0


def most_rows(changes: Changes, counts: Mapping[str, Count], *, said: bool) -> int:
    """How many rows the changes write.

    Without ``said`` it is the most that they can be, by the rows that were given: each answer,
    report and contact ends one and adds one. How many are new or other than before would tell, one
    guessed row at a time, what somebody said.
    """
    if said:
        return changes.rows()
    return (
        changes.rows()
        - changes.rows_said()
        + 2 * sum(sum(count) for table, count in counts.items() if table in SAID)
    )


def told(counts: Mapping[str, Count]) -> dict[str, Count]:
    """The counts as whoever may not read what people said is told them."""
    return {
        table: Count(given=sum(count)) if table in SAID else count
        for table, count in counts.items()
    }
