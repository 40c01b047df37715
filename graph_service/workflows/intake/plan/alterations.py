"""The kinds of change that an import would make to people and ties it knows, each with how many it
is about: “grade 9 → 10: 26 students”. Pure.

Nobody is named here, and nothing of what people said is told.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from facts.kinds import Tie, tie_key
from facts.ties import Enrolment, Membership, Place, RoleTie
from graph_service.records.changes import KEY_SEPARATOR, AdultNode, Changes, StudentNode
from graph_service.records.current import Current

MOST = 12
"""So many kinds of change are told of each table."""
NONE = "none"

Alterations = Mapping[str, Mapping[str, int]]
"""Table → the kind of change, in words → how many people or ties it is about."""

_FIELDS = {
    "name": "name",
    "interests": "interests",
    "attributes": "further columns",
    "email": "e-mail address",
    "kind": "kind",
    "organisation": "organisation",
    "capacity": "capacity",
    "active_from": "first day",
    "active_until": "last day",
}
"""The words for a person's values."""
_OF_TIES = {"since": "first day", "until": "last day", "detail": "detail"}
_TOLD = ("kind", "capacity")
"""The values of these are told too: there are few."""


class _HeldFacts(NamedTuple):
    """Where somebody is on the day: grades by school, advisories by school, schools."""

    grades: Mapping[str, str | None]
    advisories: frozenset[str]
    schools: frozenset[str]


def alterations(changes: Changes, current: Current, effective: date) -> Alterations:
    """The kinds of change to people and role ties that are there already, as of the ``effective``
    day.
    """
    words = _Words(changes, current)
    found: dict[str, Counter[str]] = {"students": Counter(), "adults": Counter(), "ties": Counter()}
    for table, label in (
        *_people(changes, current),
        *words.places(changes, current, effective),
    ):
        found[table][label] += 1
    found["ties"].update(_role_ties(changes))
    return {table: dict(kinds) for table, kinds in found.items() if kinds}


def both(first: Alterations, more: Alterations) -> Alterations:
    """The changes of both, counted together."""
    tables = dict.fromkeys([*first, *more])
    return {
        table: dict(Counter(first.get(table, {})) + Counter(more.get(table, {})))
        for table in tables
    }


def in_words(table: str, kinds: Mapping[str, int]) -> list[str]:
    """The kinds of change to a table, the most frequent first; the rest of them as a number."""
    order = sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))
    told = [
        f"{label}: {number} {table.removesuffix('s') if number == 1 else table}"
        for label, number in order[:MOST]
    ]
    rest = order[MOST:]
    return [*told, *([f"{sum(number for _, number in rest)} other changes"] if rest else [])]


def _people(changes: Changes, current: Current) -> Iterator[tuple[str, str]]:
    """Each value of somebody known that changes: the table, and what."""
    for table, nodes, held in (
        ("students", changes.students, current.students),
        ("adults", changes.adults, current.adults),
    ):
        for node in nodes:
            old = held.get(node.id)
            if old is not None:
                yield from ((table, label) for label in _values(old, node))


def _values(old: StudentNode | AdultNode, new: StudentNode | AdultNode) -> Iterator[str]:
    for name, words in _FIELDS.items():
        before, after = getattr(old, name, None), getattr(new, name, None)
        if before == after:
            continue
        told = f" {_or_none(before)} → {_or_none(after)}" if name in _TOLD else ""
        yield words + told


def _or_none(value: object) -> str:
    return NONE if value is None else str(value)


class _Words:
    """The names of schools and advisories."""

    def __init__(self, changes: Changes, current: Current) -> None:
        self._names = {uid: name for name, uid in current.schools.items()}
        self._names |= {school.uid: school.name for school in changes.new_schools}
        self._names |= {
            uid: key.split(KEY_SEPARATOR)[-1] for key, uid in current.advisories.items()
        }
        self._names |= {advisory.uid: advisory.name for advisory in changes.new_advisories}

    def places(self, changes: Changes, current: Current, day: date) -> Iterator[tuple[str, str]]:
        """Where known people are on the day, before and after: grade, advisory and school."""
        before = _by_person(kept.tie for kept in current.ties)
        gone = _by_person(kept.tie for kept in changes.retract)
        new = _by_person(changes.add)
        students = {node.uid for node in current.students.values()}
        adults = {node.uid for node in current.adults.values()}
        for uid in (gone.keys() | new.keys()) & (students | adults):
            was = before.get(uid, [])
            left = Counter(was)
            left.subtract(gone.get(uid, []))
            now = [*left.elements(), *new.get(uid, [])]
            labels = list(self._moves(_held(was, day), _held(now, day)))
            table = "students" if uid in students else "adults"
            yield from ((table, label) for label in labels or ["first or last day"])

    def _moves(self, was: _HeldFacts, now: _HeldFacts) -> Iterator[str]:
        for school, grade in now.grades.items():
            if school in was.grades and was.grades[school] != grade:
                yield f"grade {_or_none(was.grades[school])} → {_or_none(grade)}"
        yield from self._move("advisory", was.advisories, now.advisories)
        yield from self._move("school", was.schools, now.schools)

    def _move(self, what: str, was: frozenset[str], now: frozenset[str]) -> Iterator[str]:
        if was != now:
            yield f"{what} {self._called(was - now)} → {self._called(now - was)}"

    def _called(self, uids: Iterable[str]) -> str:
        return " and ".join(sorted(self._names.get(uid, "another") for uid in uids)) or NONE


def _by_person(ties: Iterable[Tie]) -> dict[str, list[Tie]]:
    """The places of each student and adult."""
    found: defaultdict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        match tie:
            case Enrolment() | Membership():
                found[tie.student].append(tie)
            case Place(what="adult"):
                found[tie.uid].append(tie)
    return found


def _held(ties: Sequence[Tie], day: date) -> _HeldFacts:
    there = [tie for tie in ties if _in_force(tie, day)]
    grades = {
        tie.school: tie.grade
        for tie in there
        if isinstance(tie, Enrolment) and tie.status == "enrolled"
    }
    return _HeldFacts(
        grades,
        frozenset(tie.advisory for tie in there if isinstance(tie, Membership)),
        frozenset([*grades, *(tie.school for tie in there if isinstance(tie, Place))]),
    )


def _in_force(tie: Tie, day: date) -> bool:
    if not isinstance(tie, Enrolment | Membership | Place):
        return False
    return (tie.since is None or tie.since <= day) and (tie.until is None or day < tie.until)


def _role_ties(changes: Changes) -> Iterator[str]:
    """Each value of a role tie that changes, with its role."""
    before = {
        tie_key(kept.tie): kept.tie for kept in changes.retract if isinstance(kept.tie, RoleTie)
    }
    for tie in changes.add:
        old = before.get(tie_key(tie)) if isinstance(tie, RoleTie) else None
        if old is not None:
            yield from (
                f"{old.role}: {words}"
                for name, words in _OF_TIES.items()
                if getattr(old, name) != getattr(tie, name)
            )
