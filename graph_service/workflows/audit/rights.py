"""By which right somebody is shown, in the words that the record keeps: told of the reader, not to
them.
"""

from collections.abc import Iterable

from graph_service.access.reader import OPERATOR, Reader
from graph_service.store.engine import Transaction
from graph_service.store.scope import OF_ROLE, Reason, paths_among
from graph_service.workflows.desk.reading import Desk

OF_OPERATOR = "at the command line"
_OWN: dict[Reason, str] = {"advises": "as their advisor", "leads": "as pastoral lead of {via}"}
_THROUGH = {
    "advisor": "in the web of a student whose advisor they are",
    "lead": "in the web of a student whose pastoral lead they are",
}
"""The right to see somebody who is tied to a student in the reader's scope."""
THROUGH = frozenset(_THROUGH.values())
"""All such words."""


def right_words(reason: Reason, via: str) -> str:
    """The path that gives a right, as the record tells it."""
    return _OWN[reason].format(via=via)


def through_words(reader: Reader) -> str:
    """By which right the reader is shown somebody through the webs of their students."""
    return _THROUGH.get(reader.role, "")


def rights_of(desk: Desk, reader: Reader, students: Iterable[str]) -> dict[str, str]:
    """By which right the reader is shown each of these students today."""
    wanted = sorted(students)
    if reader == OPERATOR or not wanted:
        return dict.fromkeys(wanted, OF_OPERATOR)
    return desk.engine.read_together(lambda tx: rights_in(tx, desk, reader, wanted))


def rights_in(
    tx: Transaction, desk: Desk, reader: Reader, students: Iterable[str]
) -> dict[str, str]:
    """The same, read in a transaction that stands."""
    wanted = sorted(students)
    found = dict.fromkeys(wanted, through_words(reader))
    for way in paths_among(tx, reader.account, desk.today(), wanted, OF_ROLE.get(reader.role, ())):
        found[way.student] = right_words(way.reason, way.via)
    return found
