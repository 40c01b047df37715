"""Where the people of an advisory stand in the school's picture: the students in rows by name.
Below them stand the adults, each as large as the number of students whom they hold up.
"""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph_service.workflows.webs.school_web import PicturedAdvisory

ACROSS = 3
"""So many students stand in a row."""
WIDTH = 268.0
"""The width of an advisory, in the units of its picture."""
_CELL, _ROW = 88.0, 43.0
_EDGE = 2.0
_MARK_LINE, _NAME_BELOW = 12.0, 21.0
_ROOM = 8.0
_BELOW_NAME = 9.0


class Spot(NamedTuple):
    """Where a mark stands, how far it reaches, and the line on which its name is written."""

    x: float
    y: float
    radius: float
    name_y: float


class Block(NamedTuple):
    """An advisory laid out: its students and its adults in their order, and its height."""

    students: list[Spot]
    adults: list[Spot]
    height: float


def block(advisory: PicturedAdvisory) -> Block:
    """The advisory laid out; the same people stand at the same places at every visit."""
    rows = -(-len(advisory.students) // ACROSS)
    students = [
        _student(index % ACROSS, index // ACROSS) for index in range(len(advisory.students))
    ]
    adults = list(_adults([radius_of(one.holds) for one in advisory.adults], rows * _ROW + _ROOM))
    lowest = max((spot.name_y for spot in adults), default=rows * _ROW)
    return Block(students, adults, round(lowest + 4, 1))


def radius_of(holds: int) -> float:
    """How far the mark of an adult reaches who holds up so many: the area grows with the number."""
    return round(min(3.8 * math.sqrt(holds), _CELL / 2 - 3), 1)


def _student(column: int, row: int) -> Spot:
    y = row * _ROW + _MARK_LINE
    return Spot(_EDGE + column * _CELL + _CELL / 2, y, 9.0, y + _NAME_BELOW)


def _adults(radii: Sequence[float], top: float) -> Iterator[Spot]:
    """The adults in rows, each row as high as its largest mark needs."""
    for start in range(0, len(radii), ACROSS):
        row = radii[start : start + ACROSS]
        middle = top + max(row)
        name_y = round(middle + max(row) + 12, 1)
        for column, radius in enumerate(row):
            x = _EDGE + column * _CELL + _CELL / 2
            yield Spot(x, round(middle, 1), radius, name_y)
        top = name_y + _BELOW_NAME
