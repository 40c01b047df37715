"""The organisations of a roster, and which of them are schools: people are often at their district
too, which is none.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from graph_service.errors import Fault
from graph_service.formats.sheets import Sheet
from graph_service.formats.translation import Translation
from graph_service.formats.values import excerpt

MOST_NAMED = 5
_ABOVE = frozenset(
    "district schooldistrict local lea localeducationagency municipality county region regional "
    "state sea province national "
    "federal ministry department division authority trust board country".split()
)
"""Types of what schools belong to, or of a part of one."""


class Organisation(NamedTuple):
    """One of them, on its line; ``kind`` is its type as it is written, ``parent`` the id of what it
    belongs to.
    """

    sheet: Sheet
    line: int
    id: str
    name: str
    kind: str = ""
    parent: str = ""


class Organisations:
    """All of a roster, by their ids."""

    def __init__(self, rows: Sequence[Organisation] = (), said: Collection[str] = ()) -> None:
        """``said`` are names or ids of organisations that a mapping calls schools."""
        self._rows = {row.id: row for row in rows}
        called = {name.strip().casefold() for name in said}
        schools = [
            row
            for row in rows
            if _is_school(row) or {row.id.casefold(), row.name.casefold()} & called
        ]
        self._guessed = [] if schools else self._lowest(rows)
        self._schools = {row.id: row.name for row in schools or self._guessed}

    def knows(self, id: str) -> bool:
        """Whether there is such an organisation."""
        return id in self._rows

    def school(self, id: str) -> str:
        """The name of the school of that id; '' where it is none."""
        return self._schools.get(id, "")

    def words(self, id: str) -> str:
        """The organisation's name and type."""
        row = self._rows[id]
        return f"{excerpt(row.name)} ({_plain(row.kind) or 'no type'})"

    def tell(self, found: Translation) -> None:
        """Note which were taken for schools without being called so."""
        for row in self._guessed[:1]:
            named = ", ".join(self.words(row.id) for row in self._guessed[:MOST_NAMED])
            more = (
                f" and {len(self._guessed) - MOST_NAMED} more"
                if len(self._guessed) > MOST_NAMED
                else ""
            )
            message = (
                "No organisation has the type school; those to which no other belongs were read "
                f"as schools: {named}{more}. "
                "If that is wrong, name the schools in the mapping's [roster] schools."
            )
            found.warnings.append(Fault(row.sheet.file, row.line, None, "no-school", message))

    @staticmethod
    def _lowest(rows: Sequence[Organisation]) -> list[Organisation]:
        """Those to which no other belongs, parts of schools left aside."""
        parents = {row.parent for row in rows}
        return [row for row in rows if row.id not in parents and _plain(row.kind) != "department"]


def _is_school(row: Organisation) -> bool:
    """Whether its type says so: it is called a school, has none, or has one that nothing above a
    school has.
    """
    return _plain(row.kind) not in _ABOVE


def _plain(kind: str) -> str:
    return "".join(letter for letter in kind.casefold() if letter.isalnum())
