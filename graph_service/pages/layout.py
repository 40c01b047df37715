"""Where an alter stands: the ring by closeness, the sector by role, the order inside a sector by
name; the same at every visit.

Places are worked out here, never by a moving layout in the browser. Nobody covers anybody: who
finds no room stands further out.
"""

import math
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from graph_service.workflows.webs.views import AlterView

SECTORS: dict[str, tuple[float, float]] = {
    "advisor": (246.0, 294.0),
    "mentor": (298.0, 352.0),
    "teacher": (357.0, 393.0),
    "other": (397.0, 418.0),
    "peer": (62.0, 150.0),
    "family": (156.0, 242.0),
}
"""Degrees, clockwise from the right: advisor up, mentors right, teachers and others lower right,
peers below, family left."""
RADIUS = 15.0
"""Half the width of a mark; the units are those of the picture."""
LONGEST = 13
"""Letters of a name under a mark; the whole name stands in the table."""
_LETTER = 8.4
_MARGIN = 5.0
_STEP = 12.0
_TURN = 3.0
_FIRST_RING = 98.0


class Point(NamedTuple):
    """A point in the picture; the ego stands at 0, 0, and y goes downwards."""

    x: float
    y: float


class Box(NamedTuple):
    """The room that a mark and its name take."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two cover a common part."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Layout(NamedTuple):
    """Where everyone stands, by uid; how far the two inner rings reach; and the room that all of it
    takes.
    """

    places: dict[str, Point]
    rings: tuple[float, float]
    view: Box


def in_order(alters: Iterable[AlterView]) -> list[AlterView]:
    """The alters in the order one walks them: sector by sector, in a sector by name."""
    sectors = list(SECTORS)
    return sorted(alters, key=lambda alter: (sectors.index(alter.sector), alter.name, alter.uid))


def layout(alters: Iterable[AlterView], labels: dict[str, str], ego: str) -> Layout:
    """Where each alter stands, with these names under the marks and that name in the middle.

    The rings reach as far as those who stand in them; the outer one has no end.
    """
    middle = width_of(ego) / 2 + 14
    taken = [Box(-middle, -24.0, middle, 24.0)]
    places: dict[str, Point] = {}
    reach = _FIRST_RING - 40
    edges = []
    everyone = in_order(alters)
    for ring in (1, 2, 3):
        start, reach = reach + 40, reach + 78
        for alter, angle in _spread([alter for alter in everyone if alter.ring == ring]):
            place, box = free_place(
                angle, SECTORS[alter.sector], start, width_of(labels[alter.uid]), taken
            )
            taken.append(box)
            places[alter.uid] = place
            reach = max(reach, math.hypot(*place) + 32)
        edges.append(reach)
    return Layout(places, (edges[0], edges[1]), _view(taken, edges[1] + 62))


def box_at(place: Point, width: float) -> Box:
    """The room of a mark at the place with a name of that width under it."""
    half = max(RADIUS * 1.3, width / 2) + _MARGIN
    return Box(place.x - half, place.y - RADIUS * 1.3 - _MARGIN, place.x + half, place.y + 38)


def width_of(label: str) -> float:
    """About how wide a name is drawn; a wide letter counts twice."""
    return _LETTER * sum(
        2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in label
    )


def shortened(name: str) -> str:
    """The name, cut where it is longer than there is room for."""
    short = ""
    for letter in name:
        if width_of(short + letter) > _LETTER * LONGEST:
            return f"{short[:-1].rstrip()}…"
        short += letter
    return name


def _spread(members: Sequence[AlterView]) -> Iterator[tuple[AlterView, float]]:
    """Each member of one ring with the angle that spreads its sector evenly."""
    for sector, (start, end) in SECTORS.items():
        here = [alter for alter in members if alter.sector == sector]
        for index, alter in enumerate(here):
            yield alter, start + (end - start) * (index + 1) / (len(here) + 1)


def free_place(
    angle: float, sector: tuple[float, float], start: float, width: float, taken: Sequence[Box]
) -> tuple[Point, Box]:
    """The free place that is nearest to the middle, from ``start`` outwards, and there nearest to
    the angle within the sector.
    """
    radius = start
    while True:
        for turned in _turns(angle, *sector):
            at = math.radians(turned)
            place = Point(round(radius * math.cos(at), 1), round(radius * math.sin(at), 1))
            box = box_at(place, width)
            if not any(box.meets(other) for other in taken):
                return place, box
        radius += _STEP


def _turns(angle: float, start: float, end: float) -> Iterator[float]:
    """The angle, then those to both sides of it, as far as the sector goes."""
    yield angle
    turn = _TURN
    while turn <= end - start:
        for turned in (angle - turn, angle + turn):
            if start <= turned <= end:
                yield turned
        turn += _TURN


def _view(taken: Sequence[Box], least: float) -> Box:
    """The room of all boxes and of the rings."""
    return Box(
        min(-least, *(box.left - 8 for box in taken)),
        min(-least, *(box.top - 8 for box in taken)),
        max(least, *(box.right + 8 for box in taken)),
        max(least, *(box.bottom + 8 for box in taken)),
    )
