"""A school in the making: its students with all who could hold them up, and its tables so far."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import NamedTuple

from graph_service.records.tables import (
    AdultRow,
    AnswerRow,
    ContactRow,
    ReportRow,
    RoundRow,
    StudentRow,
    Tables,
    TieRow,
)
from graph_service.workflows.demo.synthetic.days import SchoolYear
from graph_service.workflows.demo.synthetic.names import FullNames
from graph_service.workflows.demo.synthetic.plan import StudentPlan

CAP = 10
"""The most adults, and the most peers, one may name in a student round."""


class Bond(NamedTuple):
    """An adult who is there for a student today, and as what."""

    adult: str
    role: str


@dataclass(slots=True, eq=False)
class Pupil:
    """One student of the draft. ``friends`` are the peers they would name, closest first; ``bonds``
    the adults they have today; ``past`` and ``past_friends`` are the ids of those who have gone.
    ``friends_then`` are the peers they named last year, if they ``answered_then``. ``sociable`` is
    1 for most.
    """

    id: str
    name: str
    surname: str
    grade: int
    advisory: int
    came: date
    left: date | None
    status: str
    plan: StudentPlan
    bonds: list[Bond] = field(default_factory=list)
    past: list[str] = field(default_factory=list)
    past_friends: list[str] = field(default_factory=list)
    friends: list["Pupil"] = field(default_factory=list)
    friends_then: list["Pupil"] = field(default_factory=list)
    answered_then: bool = False
    sociable: float = 1.0

    @property
    def advisor(self) -> str | None:
        """Today's advisor."""
        return next((bond.adult for bond in self.bonds if bond.role == "advisor"), None)


@dataclass(slots=True)
class SchoolDraft:
    """The school in the making: each step adds rows, and each row gets the line it will stand
    on.
    """

    school: str
    days: SchoolYear
    chance: Random
    names: FullNames
    tables: Tables = field(default_factory=Tables)
    pupils: list[Pupil] = field(default_factory=list)
    former: list[Pupil] = field(default_factory=list)
    advisors: list[str] = field(default_factory=list)
    teachers: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    _ties: set[tuple[str, str, str]] = field(default_factory=set)
    _contacts: set[tuple[str, str, date, str]] = field(default_factory=set)

    def everyone(self) -> Iterator[Pupil]:
        """Students of today, then those who graduated or left."""
        yield from self.pupils
        yield from self.former

    def add_student(
        self, pupil: Pupil, advisory: str, interests: tuple[str, ...], low_income: bool
    ) -> None:
        """A student's row."""
        row = StudentRow(
            len(self.tables.students) + 2,
            pupil.id,
            pupil.name,
            self.school,
            str(pupil.grade),
            advisory,
            pupil.status,
            pupil.came,
            pupil.left,
            interests,
            (("low_income", "yes" if low_income else "no"),),
        )
        self.tables.students.append(row)

    def add_adult(
        self,
        kind: str,
        name: str,
        *,
        email: str | None = None,
        organisation: str | None = None,
        capacity: int | None = None,
        interests: tuple[str, ...] = (),
        active_from: date | None = None,
        active_until: date | None = None,
    ) -> str:
        """An adult's row; gives their new id. Staff alone are at the school."""
        place = len(self.tables.adults)
        id = f"A{place + 1:04}"
        school = self.school if kind == "staff" else None
        days = (active_from, active_until)
        row = AdultRow(
            place + 2, id, name, kind, email, school, organisation, capacity, interests, *days
        )
        self.tables.adults.append(row)
        return id

    def add_tie(
        self,
        pupil: Pupil,
        alter: str,
        role: str,
        since: date | None,
        until: date | None = None,
        detail: str | None = None,
    ) -> None:
        """A role tie, kept once a pair and role."""
        first, second = sorted((pupil.id, alter))
        if (first, second, role) not in self._ties:
            self._ties.add((first, second, role))
            line = len(self.tables.ties) + 2
            self.tables.ties.append(TieRow(line, pupil.id, alter, role, since, until, detail))

    def add_round(
        self, id: str, kind: str, asks: str, held: tuple[date, date], caps: tuple[int, int] | None
    ) -> None:
        """A round of the school; ``caps`` are the most adults and the most peers one may name."""
        line = len(self.tables.rounds) + 2
        self.tables.rounds.append(
            RoundRow(line, id, self.school, kind, asks, *held, *(caps or (None, None)))
        )

    def add_answer(
        self,
        round_id: str,
        informant: str,
        about: str | None,
        status: str,
        day: date | None = None,
        unnamed: tuple[int, int] = (0, 0),
    ) -> None:
        """An answer; ``unnamed`` are adults, then peers."""
        line = len(self.tables.answers) + 2
        self.tables.answers.append(
            AnswerRow(line, round_id, informant, about, status, day, *unnamed)
        )

    def add_report(
        self,
        round_id: str,
        pupil: Pupil,
        alter: str,
        informant: str,
        support: str,
        strength: int | None = None,
        kinds: tuple[str, ...] = (),
        confidential: bool = False,
    ) -> None:
        """A report, given on the day of the informant's answer."""
        line = len(self.tables.reports) + 2
        said = (support, strength, kinds, None, confidential)
        self.tables.reports.append(ReportRow(line, round_id, pupil.id, alter, informant, *said))

    def add_contact(self, pupil: Pupil, adult: str, day: date, kind: str, by: str | None) -> None:
        """A contact, unless the same one is there."""
        key = (pupil.id, adult, day, kind)
        if key not in self._contacts:
            self._contacts.add(key)
            self.tables.contacts.append(ContactRow(len(self.tables.contacts) + 2, *key, by))
