"""Where a whole advisory stands: its students in a circle by name, the adults they share inside it,
the others behind their student.
"""

import math
from collections.abc import Iterator, Mapping, Sequence

from graph_service.pages.layout import RADIUS, Box, Point
from graph_service.pages.lettering import shortened, width_of
from graph_service.workflows.webs.advisory_web import AdvisoryAdult, AdvisoryWeb

_ROUND = (-360.0, 360.0)
_APART = 84.0
_OUTSIDE = 95.0
_MARGIN = 5.0
_STEP = 12.0
_TURN = 3.0


def places_of(web: AdvisoryWeb) -> dict[str, Point]:
    """Where everyone stands, by uid; nobody covers anybody."""
    members = len(web.members)
    reach = max(200.0, members * _APART / (2 * math.pi))
    places: dict[str, Point] = {}
    taken: list[Box] = []
    for index, member in enumerate(web.members):
        place, box = free_place(
            -90 + 360 * index / members,
            _ROUND,
            reach,
            width_of(shortened(member.short_name)),
            taken,
        )
        places[member.uid] = place
        taken.append(box)
    for adult in sorted(web.adults, key=lambda adult: (-len(adult.members), adult.name, adult.uid)):
        angle, start = _towards(adult, places, reach)
        place, box = free_place(angle, _ROUND, start, width_of(shortened(adult.short_name)), taken)
        places[adult.uid] = place
        taken.append(box)
    return places


def _towards(
    adult: AdvisoryAdult, places: Mapping[str, Point], reach: float
) -> tuple[float, float]:
    """The angle and the least distance from the middle: between the members they share, or behind
    the only one.
    """
    theirs: Sequence[Point] = [places[uid] for uid in adult.members]
    x, y = (
        sum(place.x for place in theirs) / len(theirs),
        sum(place.y for place in theirs) / len(theirs),
    )
    distance = reach + _OUTSIDE if len(theirs) == 1 else 0.5 * math.hypot(x, y)
    return math.degrees(math.atan2(y, x)), distance


def box_at(place: Point, width: float) -> Box:
    """The room of a mark at the place with a name of that width under it."""
    half = max(RADIUS * 1.3, width / 2) + _MARGIN
    return Box(place.x - half, place.y - RADIUS * 1.3 - _MARGIN, place.x + half, place.y + 38)


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
