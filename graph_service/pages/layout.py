"""Where an alter stands: the ring by closeness, the sector by role, the order inside a sector by name; the same at every visit."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from graph_service.workflows.views import AlterView

SIZE = 640
CENTRE = SIZE / 2
RADII = {1: 120.0, 2: 190.0, 3: 265.0}
SECTORS: dict[str, tuple[float, float]] = {
    "advisor": (245.0, 295.0),
    "mentor": (300.0, 360.0),
    "teacher": (5.0, 35.0),
    "other": (38.0, 62.0),
    "peer": (68.0, 152.0),
    "family": (158.0, 238.0),
}
"""Degrees, clockwise from the right: advisor up, mentors right, teachers and others lower right, peers below, family left."""


class Place(NamedTuple):
    """A point in the picture, in its own units, y downwards."""

    x: float
    y: float


def in_order(alters: Iterable[AlterView]) -> list[AlterView]:
    """The alters in the order one walks them: sector by sector, in a sector by name."""
    sectors = list(SECTORS)
    return sorted(alters, key=lambda each: (sectors.index(each.sector), each.name, each.uid))


def places(alters: Iterable[AlterView]) -> dict[str, Place]:
    """Where each alter stands, by uid. Crowded arcs are spread over nearby radii, so that marks do not cover each other."""
    arcs: dict[tuple[int, str], list[AlterView]] = {}
    for each in in_order(alters):
        arcs.setdefault((each.ring, each.sector), []).append(each)
    found: dict[str, Place] = {}
    for (ring, sector), members in arcs.items():
        start, end = SECTORS[sector]
        for index, each in enumerate(members):
            angle = math.radians(start + (end - start) * (index + 1) / (len(members) + 1))
            radius = RADII[ring] + _stagger(index, len(members), RADII[ring] * math.radians(end - start))
            found[each.uid] = Place(
                round(CENTRE + radius * math.cos(angle), 1), round(CENTRE + radius * math.sin(angle), 1)
            )
    return found


def _stagger(index: int, number: int, arc: float) -> float:
    if number * 62 <= arc:
        return 0.0
    return (-26.0, 22.0, -2.0)[index % 3]
