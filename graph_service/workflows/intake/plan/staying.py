"""People and ties of earlier imports that bulk files no longer hold. They stay, since the files are
not said to be complete. Pure.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph_service.errors import Fault
from graph_service.records.changes import Changes
from graph_service.records.current import Current
from graph_service.workflows.intake.plan.counts import Count
from graph_service.workflows.intake.plan.examples import MOST_ENDED, Ended, ended, ended_together
from graph_service.workflows.intake.plan.extent import ROSTER, NotInFiles
from graph_service.workflows.intake.plan.removals import Gone

RULE = "stays"
"""The rule of the note that says so."""

_NOUNS = {
    "students": ("student", "students"),
    "adults": ("adult", "adults"),
    "ties": ("tie", "ties"),
}


@dataclass(slots=True)
class Staying:
    """How many of each table, and by name as ``examples.ended`` names them; ``advises`` where an
    advisor is among them.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    named: Ended = field(default_factory=dict)
    advises: bool = False

    def add(self, absent: NotInFiles, changes: Changes, current: Current) -> None:
        """Take in who and what is absent of some of the people."""
        if not any(absent):
            return
        for table, who in zip(_NOUNS, absent, strict=True):
            self.numbers[table] = self.numbers.get(table, 0) + len(who)
        self.named = ended_together(self.named, ended(Gone(*absent, 0, 0), changes, current))
        self.advises = self.advises or any(role == "advisor" for role, _, _ in absent.ties)

    def of_bulk(self, counts: Mapping[str, Count], *, whole: bool | None) -> "Staying":
        """The part that remains where files do not say that they are ``whole``: tables that look
        whole, with half or more of the rows.
        """
        held = {table: sum(counts[table]) - counts[table].added for table in ROSTER}
        bulk = {table for table in self.numbers if whole or held[table] >= self.numbers[table]}
        numbers = {
            table: number for table, number in self.numbers.items() if number and table in bulk
        }
        named = {table: who for table, who in self.named.items() if table in bulk}
        return Staying(numbers, named, self.advises and "ties" in bulk)

    def __str__(self) -> str:
        parts = [
            f"{number:,} {_NOUNS[table][number != 1]}" for table, number in self.numbers.items()
        ]
        return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)

    @property
    def number(self) -> int:
        """People and ties together."""
        return sum(self.numbers.values())

    def notes(self, path: Path, *, may_end: bool) -> list[Fault]:
        """The note, if there is anything to note; ``may_end``: the files may be said to be
        complete.
        """
        if not self.numbers:
            return []
        one = self.number == 1
        which = "an earlier import is" if one else "earlier imports are"
        message = f"{self} of {which} not in these files and {'stays' if one else 'stay'}"
        message += f"; --complete ends {'it' if one else 'them'}." if may_end else "."
        if self.advises:
            message += " An advisor who stays can still open the student's page."
        return [Fault(path.name or str(path), None, None, RULE, message)]


def stay_notes(named: Mapping[str, Collection[str]]) -> list[Fault]:
    """The people and ties that stay as notes of a report, by their table; a last note where a table
    names no more.
    """
    notes = []
    for table, who in named.items():
        notes += [
            Fault(table, None, None, RULE, f"{text} is not in the files, and stays.")
            for text in who
        ]
        if len(who) >= MOST_ENDED:
            message = f"No more than {MOST_ENDED:,} of this table are named; others stay too."
            notes.append(Fault(table, None, None, RULE, message))
    return notes
