"""Where a whole advisory stands: its students in a circle by name, the adults they share inside it,
the others behind their student.
"""

import math
from collections.abc import Mapping, Sequence

from graph_service.pages.layout import Box, Point, free_place, shortened, width_of
from graph_service.workflows.webs.advisory_web import AdvisoryAdult, AdvisoryWeb

_ROUND = (-360.0, 360.0)
_APART = 84.0
_OUTSIDE = 95.0


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
