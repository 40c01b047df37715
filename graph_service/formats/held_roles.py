"""The role of a person on a day and its school, and the other schools where they are. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from graph_service.formats.sheets import Sheet

STUDENT = "student"


class HeldRole(NamedTuple):
    """A role at a school (its name; '' where there is none), from ``since`` until before ``until``,
    on the line that says so.
    """

    sheet: Sheet
    line: int
    role: str
    school: str = ""
    grade: str = ""
    since: date | None = None
    until: date | None = None
    primary: bool = False

    def holds(self, day: date | None) -> bool:
        """Whether it holds on the day; where no day is said, whether it has no last day."""
        if day is None:
            return self.until is None
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )

    def is_to_come(self, day: date | None) -> bool:
        """Whether it has not begun on the day."""
        return day is not None and self.since is not None and self.since > day


def chosen(held: Sequence[HeldRole], day: date | None) -> tuple[HeldRole, list[HeldRole]]:
    """The role that holds on the day, and the others.

    Where several hold, a student's comes first, then the primary one, then one at a school, then
    the first. Where none holds, it is the next to begin, or else the last that ended.
    """
    now = max(held, key=partial(_rank, day))
    return now, [role for role in held if role is not now]


def _rank(day: date | None, role: HeldRole) -> tuple[int, int, bool, bool, bool]:
    student, placed = role.role == STUDENT, bool(role.school)
    if role.holds(day):
        return 2, 0, student, role.primary, placed
    if role.is_to_come(day):
        return 1, -(role.since or date.min).toordinal(), student, role.primary, placed
    return 0, (role.until or date.max).toordinal(), student, role.primary, placed


def stays(now: HeldRole, others: Iterable[HeldRole]) -> tuple[HeldRole, list[HeldRole]]:
    """The one role and where somebody is, was or will be beside it: rows of one school that meet
    are one, if in one grade.
    """
    merged: list[HeldRole] = []
    for role in sorted((role for role in (now, *others) if role.school), key=_begins):
        before = max(
            (place for place, stay in enumerate(merged) if stay.school == role.school), default=None
        )
        if before is not None and _meets(merged[before], role):
            merged[before] = _joined(merged[before], role)
        else:
            merged.append(role)
    mine = next((stay for stay in merged if stay.school == now.school and _meets(stay, now)), now)
    return mine, [stay for stay in merged if stay is not mine]


def _begins(role: HeldRole) -> date:
    return role.since or date.min


def _ends(role: HeldRole) -> date:
    return role.until or date.max


def _meets(one: HeldRole, other: HeldRole) -> bool:
    """Whether two stays at a school overlap or touch, in one grade as far as it is known."""
    alike = not (one.grade and other.grade) or one.grade == other.grade
    return alike and _begins(one) <= _ends(other) and _begins(other) <= _ends(one)


def _joined(one: HeldRole, other: HeldRole) -> HeldRole:
    return one._replace(
        grade=one.grade or other.grade,
        since=None if one.since is None or other.since is None else min(one.since, other.since),
        until=None if one.until is None or other.until is None else max(one.until, other.until),
        primary=one.primary or other.primary,
    )
