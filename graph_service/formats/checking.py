"""The checks of rows against other rows, one reference at a time, and the faults that are found."""

import sys
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from graph_service.errors import Fault
from graph_service.formats.columns import TABLES
from graph_service.formats.faults import MANY, MOST_FAULTS, Faults
from graph_service.formats.origin import Origin, origin_of
from graph_service.formats.values import excerpt
from graph_service.records.reserved import is_recorded_round

GROUPS = ("people", "ties", "rounds", "answers", "reports", "contacts", "all")
"""Faults are told in this order."""


class Ids(NamedTuple):
    """Ids of one kind: in the tables, and known to the database."""

    given: set[str]
    known: Collection[str]

    def hold(self, id: str) -> bool:
        """Whether the id is one of them."""
        return id in self.given or id in self.known


@dataclass(slots=True)
class MissingTable:
    """How often rows ask for a table that is not there, and the first that does: its table's place
    among all, and its line.
    """

    times: int = 0
    first: tuple[int, int, str] = (sys.maxsize, 0, "")


class Check(NamedTuple):
    """The rows' references and the faults found. ``absent``: tables that are not there, and the
    rows that ask for them.
    """

    students: Ids
    adults: Ids
    rounds: Ids
    files: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]
    unread: frozenset[str]
    absent: dict[str, MissingTable]
    found: dict[str, Faults]

    def faults(self) -> list[Fault]:
        """Every fault once: of people, then table by table, each by its lines."""
        ordered = [
            fault
            for faults in self.found.values()
            for fault in sorted(faults, key=lambda fault: fault.line or 0)
        ]
        return list(dict.fromkeys(ordered))

    def refuse(self, table: str, line: int, column: str, rule: str, message: str) -> None:
        """Note a fault of a row, in its own file and its column as it is called there."""
        origin = self.origin(table, line)
        found = self.found.get(table, self.found["people"])
        found.append(Fault(origin.file, line, origin.labels.get(column, column), rule, message))

    def origin(self, table: str, line: int) -> Origin:
        """The file that a line of the table is of."""
        return origin_of(
            line, Origin(self.files.get(table, f"{table}.csv"), self.labels.get(table, {}))
        )

    def gives_up(self) -> bool:
        """Whether there are so many faults that no more are looked for, which is then one more."""
        too_many = sum(found.total for found in self.found.values()) > MOST_FAULTS
        if too_many:
            message = (
                f"There are more than {MOST_FAULTS} faults, and no more were looked for; correct "
                "these first."
            )
            self.found["all"].append(Fault("all tables", None, None, MANY, message))
        return too_many

    def twice(
        self,
        table: str,
        rows: Iterable[Any],
        key: Callable[[Any], Hashable],
        column: str,
        same: str,
    ) -> None:
        """Refuse each row whose key an earlier one has, perhaps in another file of the table."""
        first: dict[Hashable, int] = {}
        for row in rows:
            its_key = key(row)
            if its_key in first:
                if self.found[GROUPS[0]].total > MOST_FAULTS:
                    return
                before = self.origin(table, first[its_key]).file
                of = "" if before == self.origin(table, row.line).file else f" of {before}"
                message = f"The row has {same} as line {first[its_key]}{of}; keep one of the two."
                self.refuse(table, row.line, column, "duplicate", message)
            else:
                first[its_key] = row.line

    def student(self, table: str, line: int, column: str, id: str) -> bool:
        """Whether the id is a student's; refused where it is not."""
        if self.students.hold(id):
            return True
        if self.adults.hold(id):
            self.refuse(
                table,
                line,
                column,
                "student",
                f"{excerpt(id)} is an adult; give the id of a student here.",
            )
        elif "students" not in self.unread:
            self._nobody(table, line, column, "student", id, "students")
        return False

    def adult(self, table: str, line: int, column: str, id: str) -> bool:
        """Whether the id is an adult's; refused where it is not."""
        if self.adults.hold(id):
            return True
        if self.students.hold(id):
            self.refuse(
                table,
                line,
                column,
                "adult",
                f"{excerpt(id)} is a student; give the id of an adult here.",
            )
        elif "adults" not in self.unread:
            self._nobody(table, line, column, "adult", id, "adults")
        return False

    def anyone(self, table: str, line: int, column: str, id: str) -> bool:
        """Whether the id is anybody's; refused where it is not."""
        if self.students.hold(id) or self.adults.hold(id):
            return True
        if not {"students", "adults"} & self.unread:
            self._nobody(table, line, column, "student or adult", id, "students", "adults")
        return False

    def round(self, table: str, line: int, column: str, id: str) -> None:
        """Refuse the id of a round that is not there, or that no file may name."""
        if is_recorded_round(id):
            message = (
                f"The id {excerpt(id)} is kept for what people record on pages; give the "
                "round another id."
            )
            self.refuse(table, line, column, "reserved", message)
        elif not self.rounds.hold(id) and "rounds" not in self.unread:
            self._nobody(table, line, column, "round", id, "rounds")

    def _nobody(self, table: str, line: int, column: str, what: str, id: str, *where: str) -> None:
        asked = next((name for name in where if name in self.absent), None)
        if asked is not None:
            place = list(TABLES).index(table), line, self.origin(table, line).file
            absent = self.absent[asked]
            absent.times += 1
            absent.first = min(absent.first, place)
            return
        message = (
            f"No {what} has the id {excerpt(id)}; correct it, or add it to {' or '.join(where)}."
        )
        self.refuse(table, line, column, "nobody", message)

    def tell_absent(self) -> None:
        """Refuse each table that is not there and that rows refer to, once.

        Answers that stand in one file with their round are no tables of ours: there it is the
        roster that is missing.
        """
        answers = self.files.get("answers")
        is_of_answers = answers is not None and answers == self.files.get("rounds")
        for name, absent in self.absent.items():
            if absent.times and is_of_answers and name != "rounds":
                _, line, file = absent.first
                message = (
                    f"The file refers to {name} (first here), and none are known of the school "
                    "that it names. Import the roster "
                    "first, or correct the name of the school, or the source."
                )
                self.found["all"].append(Fault(file, line, None, "missing-table", message))
            elif absent.times:
                times = "once" if absent.times == 1 else f"{absent.times} times"
                _, line, file = absent.first
                message = (
                    f"The table {name} is missing, and the other tables refer to it {times} "
                    f"(first in {file}, line {line}); add it, or import it first."
                )
                self.found["all"].append(
                    Fault(self.files.get(name, f"{name}.csv"), None, None, "missing-table", message)
                )
