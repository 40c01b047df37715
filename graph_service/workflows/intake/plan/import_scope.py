"""How far an import sees: what of a source its files are held against. The rest is neither
compared, changed nor told. Pure.

Facts that people recorded on pages are theirs: no import names them, and none learns from them. To
a reader with a remit, whoever is the business of other schools alone is nobody: their ids are
unknown, like ids that nobody has.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from facts.kinds import people_of
from facts.recorded import Kept
from facts.statements import Answer, Contact, Report, Round
from facts.ties import Bond, Place, RoleTie
from graph_service.errors import Fault
from graph_service.formats.directory import Directory
from graph_service.formats.origin import Origin, origin_of
from graph_service.formats.tables import Reading
from graph_service.formats.values import excerpt
from graph_service.records.changes import AdultNode, StudentNode
from graph_service.records.current import Current
from graph_service.records.reserved import RECORDED_ADULT, is_recorded_round
from graph_service.records.tables import StudentRow
from graph_service.workflows.intake.name_suggestions import directory_of

_Node = TypeVar("_Node", StudentNode, AdultNode, Round)


@dataclass(frozen=True, slots=True)
class Horizon:
    """``current`` is what the files are held against; ``uids`` are all that may be seen of people
    and rounds (None: all).

    ``taken`` are the ids by table that somebody else has, whom the reader may not see; ``fixed``
    are those of adults whom they may see and tie, and not change, since they are another school's
    as well; ``shared`` are those of such students.
    """

    current: Current
    uids: frozenset[str] | None = None
    taken: Mapping[str, frozenset[str]] | None = None
    fixed: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()

    def directory(self) -> Directory:
        """The people whom the files may mean."""
        return directory_of(self.current)

    def within(self, ties: Iterable[Kept]) -> list[Kept]:
        """Those of the ties that lie within it."""
        return [kept for kept in ties if self._sees(kept)]

    def advising(self, ties: Iterable[Kept], day: date) -> frozenset[Bond]:
        """The advisor ties that people recorded and that go on after the day (role, alter,
        student), of students whom the reader may see.

        An advisor may open the student's page, so a file that ends such a tie tells where the page
        stays open. No import tells that people recorded a tie of another role.
        """
        return frozenset(
            kept.tie.bond
            for kept in ties
            if isinstance(kept.tie, RoleTie)
            and kept.tie.role == "advisor"
            and kept.tie.recorded_by is not None
            and (kept.tie.until is None or kept.tie.until > day)
            and self._reaches(kept)
        )

    def _sees(self, kept: Kept) -> bool:
        tie = kept.tie
        recorded = (
            isinstance(tie, RoleTie | Answer | Report | Contact) and tie.recorded_by is not None
        )
        return not recorded and self._reaches(kept)

    def _reaches(self, kept: Kept) -> bool:
        tie = kept.tie
        if self.uids is None:
            return True
        if isinstance(tie, Place):
            return tie.uid in self.uids
        return self.uids.issuperset(people_of(tie)) and (
            not isinstance(tie, Answer | Report) or tie.round in self.uids
        )

    def refused(self, reading: Reading) -> Iterator[Fault]:
        """A fault for each row that would bring in somebody under an id that is taken. It tells no
        more than that.
        """
        for table, ids in (self.taken or {}).items():
            for row in getattr(reading.people, table):
                if row.id in ids:
                    message = (
                        f"The id {excerpt(row.id)} cannot be used here; give another, or ask "
                        "whoever runs the service."
                    )
                    yield _fault(reading, table, row.line, "taken", message)

    def left_alone(self, reading: Reading) -> list[Fault]:
        """A note for each row of an adult who is not the reader's to change."""
        return [
            _fault(
                reading,
                "adults",
                row.line,
                "remit",
                f"{excerpt(row.id)} is another school's too: {_LEFT_ALONE}",
            )
            for row in reading.people.adults
            if row.id in self.fixed
        ]

    def kept_as_they_are(self, reading: Reading) -> list[Fault]:
        """A note that counts the students whose own data are not the reader's alone to change."""
        rows = [row for row in reading.people.students if row.id in self.shared]
        if not rows:
            return []
        who = "1 student is" if len(rows) == 1 else f"{len(rows)} students are"
        message = f"{who} at another school too. {_SHARED}"
        return [_fault(reading, "students", rows[0].line, "shared", message)]

    def without_fixed(self, reading: Reading) -> Reading:
        """The rows that were read, without those of adults whom the reader may not change.

        Rows of students whom another school has too say of them themselves what is held already.
        """
        adults = [row for row in reading.people.adults if row.id not in self.fixed]
        students = [
            _as_held(row, self.current.students[row.id]) if row.id in self.shared else row
            for row in reading.people.students
        ]
        departed = reading.people.departed - self.fixed
        people = replace(reading.people, adults=adults, students=students, departed=departed)
        return replace(reading, people=people)


def _as_held(row: StudentRow, node: StudentNode) -> StudentRow:
    """The row with the student's own data as they are held; where they are is the row's to say."""
    attributes = tuple(json.loads(node.attributes).items())
    return row._replace(
        name=node.name, interests=node.interests, attributes=attributes, email=node.email
    )


_SHARED = (
    "Their name, e-mail address and further columns stay as they are; what the files say of your "
    "school was read. The operator of the service can change them."
)
_LEFT_ALONE = "what this table says of them is left out. The operator of the service can change it."


def of_imports(current: Current) -> Horizon:
    """Everything but what people recorded on pages."""
    return Horizon(replace(current, rounds=_imported(current)))


def of_remit(current: Current, seen: Collection[str], changed: Collection[str]) -> Horizon:
    """The part of it that a reader with a remit may see: people and rounds by uid, and the adults
    among them whom they may change.
    """
    students, rounds = _seen(current.students, seen), _seen(_imported(current), seen)
    adults = {
        id: node
        for id, node in _seen(current.adults, seen).items()
        if not id.startswith(RECORDED_ADULT)
    }
    people = (current.students.keys() - students) | (current.adults.keys() - adults)
    kept = {*uids_of(students), *uids_of(adults), *uids_of(rounds)}
    horizon = Horizon(
        replace(current, students=students, adults=adults, rounds=rounds),
        frozenset(kept),
        {
            "students": frozenset(people),
            "adults": frozenset(people),
            "rounds": frozenset(_imported(current).keys() - rounds),
        },
        frozenset(id for id, node in adults.items() if node.uid not in changed),
        frozenset(id for id, node in students.items() if node.uid not in changed),
    )
    horizon.current.ties = horizon.within(current.ties)
    return horizon


def _imported(current: Current) -> dict[str, Round]:
    return {id: node for id, node in current.rounds.items() if not is_recorded_round(id)}


def uids_of(nodes: Mapping[str, _Node]) -> set[str]:
    """The uids of people or rounds."""
    return {node.uid for node in nodes.values()}


def _seen(nodes: Mapping[str, _Node], seen: Collection[str]) -> dict[str, _Node]:
    return {id: node for id, node in nodes.items() if node.uid in seen}


def _fault(reading: Reading, table: str, line: int, rule: str, message: str) -> Fault:
    first = Origin(reading.files.get(table, f"{table}.csv"), reading.labels.get(table, {}))
    origin = origin_of(line, first)
    return Fault(origin.file, line, origin.labels.get("id", "id"), rule, message)
