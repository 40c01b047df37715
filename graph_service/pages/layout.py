"""Where an alter stands: the ring by closeness, the angle by role and name.

Places are worked out here, never by a moving layout in the browser. Each alter has a wedge of their
own, as wide as their mark and their name seen from the ego. No two wedges meet. So no tie runs
through another's mark or name, and nobody is pushed out of their ring to make room.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from graph_service.pages.lettering import NAME_SIZE, width_of
from graph_service.workflows.webs.views import AlterView

SECTORS = ("advisor", "mentor", "teacher", "other", "peer", "family")
"""Clockwise, the advisor up. A sector is as wide as its people need."""
RADIUS = 15.0
"""Half the width of a mark; the units are those of the picture."""
MOST_KNOWN = 30
"""So many people who do not count are drawn; the rest are one mark with their number."""
_REACH = RADIUS * 1.2
"""How far the widest mark reaches from its place."""
_APART = 5.0


class Spacing(NamedTuple):
    """How far out the first ring stands at least, and from the middle's edge; how far the rings are
    apart; how far the picture reaches at least; and the size of its letters.
    """

    first: float
    clear: float
    between: float
    reach: float
    letters: float


WIDE = Spacing(84.0, 24.0, 54.0, 207.0, NAME_SIZE)
PHONE = Spacing(52.0, 6.0, 28.0, 162.0, 16.0)
_LEAST_GAP, _SECTOR_GAP = 1.5, 3.0
"""Degrees between two wedges, and besides where a sector ends."""
_SIDEWAYS = 0.42
"""A name stands beside its mark where the cosine of its angle is larger, else above or below it."""
_UP = -90.0


class Point(NamedTuple):
    """A point in the picture; the ego stands at 0, 0, and y goes downwards."""

    x: float
    y: float


class Box(NamedTuple):
    """The room that something takes."""

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


class Name(NamedTuple):
    """Where a name is written: the point, and which of its ends is there (start, middle, end)."""

    x: float
    y: float
    anchor: str


class Layout(NamedTuple):
    """Where everyone and their names stand, by uid; how far the two inner rings reach; how near to
    the ego a line among alters may come, and how far out it may turn; the room that all of it
    takes.
    """

    places: dict[str, Point]
    names: dict[str, Name]
    rings: tuple[float, float]
    lane: tuple[float, float]
    view: Box


def in_order(alters: Iterable[AlterView]) -> list[AlterView]:
    """The alters in the order one walks them: sector by sector, in a sector by name."""
    return sorted(alters, key=lambda alter: (SECTORS.index(alter.sector), alter.name, alter.uid))


def folded(alters: Sequence[AlterView]) -> frozenset[str]:
    """The uids of those who are not drawn one by one: known people beyond MOST_KNOWN of whom
    nobody said anything, or least.
    """
    known = [alter for alter in in_order(alters) if not alter.counts]
    return frozenset(
        alter.uid for alter in sorted(known, key=lambda alter: not alter.words)[MOST_KNOWN:]
    )


def layout(
    alters: Iterable[AlterView], labels: Mapping[str, str], ego: str, spacing: Spacing = WIDE
) -> Layout:
    """Where each alter stands, with these names beside the marks and that name in the middle.

    Angles depend on who is there and on their names alone: whoever counts on one day and not on
    another moves along their own line.
    """
    everyone = in_order(alters)
    widths = [width_of(labels[alter.uid], spacing.letters) for alter in everyone]
    gaps = [
        _SECTOR_GAP * (alter.sector != following.sector)
        for alter, following in zip(everyone, [*everyone[1:], *everyone[:1]], strict=True)
    ]
    middle = width_of(ego, spacing.letters + 1) / 2 + 14
    first = max(spacing.first, middle + RADIUS + spacing.clear)
    advisors = sum(alter.sector == "advisor" for alter in everyone)
    first, angles = wedges(first, tuple(widths), tuple(gaps), advisors)
    radii = [first + spacing.between * (alter.ring - 1) for alter in everyone]
    places, names = {}, {}
    boxes = [Box(-middle, -24.0, middle, 24.0)]
    for alter, radius, angle, width in zip(everyone, radii, angles, widths, strict=True):
        places[alter.uid] = _point(radius, angle)
        names[alter.uid] = name_at(places[alter.uid])
        boxes += [mark_box(places[alter.uid]), name_box(names[alter.uid], width)]
    rings = (first + spacing.between / 2, first + spacing.between * 1.5)
    lane = (middle + 6, first - _REACH - 6)
    return Layout(
        places,
        names,
        rings,
        lane,
        _view(boxes, max(spacing.reach, first + spacing.between * 2 + RADIUS)),
    )


def name_at(place: Point) -> Name:
    """Where the name of a mark at the place is written: away from the ego."""
    distance = math.hypot(*place) or 1.0
    sideways = place.x / distance
    if abs(sideways) > _SIDEWAYS:
        x = place.x + math.copysign(RADIUS + 8, sideways)
        return Name(round(x, 1), round(place.y + 5, 1), "start" if sideways > 0 else "end")
    y = place.y + (RADIUS + 18 if place.y > 0 else -RADIUS - 9)
    return Name(place.x, round(y, 1), "middle")


def mark_box(place: Point) -> Box:
    """The room of a mark at the place."""
    return Box(place.x - _REACH, place.y - _REACH, place.x + _REACH, place.y + _REACH)


def name_box(name: Name, width: float) -> Box:
    """The room of a name of that width."""
    left = name.x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[name.anchor]
    return Box(left, name.y - NAME_SIZE * 0.85, left + width, name.y + NAME_SIZE * 0.3)


@lru_cache(maxsize=2000)
def wedges(
    radius: float, widths: tuple[float, ...], gaps: tuple[float, ...], advisors: int
) -> tuple[float, tuple[float, ...]]:
    """The radius, or a larger one where not all find room, and there the angles of marks with names
    of these widths: around the whole circle, with gaps that are alike and nearly as wide as they
    can be.

    ``gaps`` are degrees after each besides those between any two. The first ones are ``advisors``,
    who stand up. The radius grows until all find room.
    """
    angles, span = _turned(radius, widths, gaps, advisors, _LEAST_GAP)
    while span > 360:
        radius *= max(1.03, (span / 360) ** 0.8)
        angles, span = _turned(radius, widths, gaps, advisors, _LEAST_GAP)
    spare = (360 - span) / max(1, len(widths))
    for _ in range(5):
        wider, taken = _turned(radius, widths, gaps, advisors, _LEAST_GAP + spare)
        if taken <= 360:
            return radius, tuple(wider)
        spare = max(0.0, spare - 1.2 * (taken - 360) / len(widths))
    return radius, tuple(angles)


def _turned(
    radius: float, widths: Sequence[float], gaps: Sequence[float], advisors: int, gap: float
) -> tuple[list[float], float]:
    """The angles, the advisors up, and how much of the circle they take."""
    start = _UP
    angles, end = _from(start, radius, widths, gaps, gap)
    for _ in range(3 * bool(advisors)):
        aside = _UP - (angles[0] + angles[advisors - 1]) / 2
        if abs(aside) < 1:
            break
        start += aside
        angles, end = _from(start, radius, widths, gaps, gap)
    return angles, end - start


def _from(
    start: float, radius: float, widths: Sequence[float], gaps: Sequence[float], gap: float
) -> tuple[list[float], float]:
    """The angles of wedges one after the other, and where the next one would begin."""
    angles, left = [], start
    half = math.degrees(math.asin((_REACH + _APART) / radius))
    for width, more in zip(widths, gaps, strict=True):
        angle = left + half
        first, last = _seen(radius, angle, width)
        while first < left - 0.01:
            angle += left - first
            first, last = _seen(radius, angle, width)
        angles.append(angle)
        left = max(angle + half, last) + gap + more
    return angles, left


def _seen(radius: float, angle: float, width: float) -> tuple[float, float]:
    """From which angle to which the name of that width, of a mark there, is seen from the ego."""
    box = name_box(name_at(_point(radius, angle)), width + 2 * _APART)
    turned = [
        (math.degrees(math.atan2(y, x)) - angle + 180) % 360 - 180
        for x, y in (
            (box.left, box.top), (box.left, box.bottom),
            (box.right, box.top), (box.right, box.bottom),
        )
    ]  # fmt: skip
    return angle + min(turned), angle + max(turned)


def _point(radius: float, angle: float) -> Point:
    at = math.radians(angle)
    return Point(round(radius * math.cos(at), 1), round(radius * math.sin(at), 1))


def _view(taken: Sequence[Box], least: float) -> Box:
    """The room of all boxes and of the rings."""
    return Box(
        min(-least, *(box.left - 8 for box in taken)),
        min(-least, *(box.top - 8 for box in taken)),
        max(least, *(box.right + 8 for box in taken)),
        max(least, *(box.bottom + 8 for box in taken)),
    )
