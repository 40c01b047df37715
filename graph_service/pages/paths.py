"""The lines of the picture, as the paths of an SVG: straight, jagged, or around the ego."""

import math
from collections.abc import Callable

Ends = tuple[float, float, float, float]
_BESIDE = 5.0
"""How far beside an alter's own tie a line to another alter runs."""
_CORNER = 9.0


def straight(x1: float, y1: float, x2: float, y2: float) -> str:
    """A straight line."""
    return f"M{x1} {y1}L{x2} {y2}"


def jagged(x1: float, y1: float, x2: float, y2: float) -> str:
    """A jagged line between the two points."""
    length = math.hypot(x2 - x1, y2 - y1)
    teeth = max(int(length / 9), 2)
    across = (-(y2 - y1) / length, (x2 - x1) / length) if length else (0.0, 0.0)
    points = [(x1, y1)]
    for tooth in range(1, teeth):
        along, side = tooth / teeth, 5 if tooth % 2 else -5
        points.append(
            (x1 + (x2 - x1) * along + across[0] * side, y1 + (y2 - y1) * along + across[1] * side)
        )
    points.append((x2, y2))
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def around(x1: float, y1: float, x2: float, y2: float, lane: tuple[float, float]) -> str:
    """A line between two alters that turns around the ego inside the ``lane``, where no mark and no
    name stands: in along the one's own tie, around, and out along the other's.

    The farther the two stand apart, the nearer to the ego it turns.
    """
    start, end = math.atan2(y1, x1), math.atan2(y2, x2)
    apart, radius = _turn(start, end, lane)
    side = 1 if apart > 0 else -1
    first, last = _beside(start, side), _beside(end, -side)
    corner = (_CORNER + _BESIDE) / radius
    outer = radius + _CORNER
    far1, far2 = math.hypot(x1, y1), math.hypot(x2, y2)
    if abs(apart) < 2 * corner:
        bend = _at(radius, start + apart / 2)
        return f"M{first(far1)}L{first(outer)}Q{bend} {last(outer)}L{last(far2)}"
    return (
        f"M{first(far1)}L{first(outer)}Q{first(radius)} {_at(radius, start + side * corner)}"
        f"A{radius:.1f} {radius:.1f} 0 0 {int(side > 0)} {_at(radius, end - side * corner)}"
        f"Q{last(radius)} {last(outer)}L{last(far2)}"
    )


def middle_around(ends: Ends, lane: tuple[float, float]) -> tuple[float, float]:
    """The middle of such a line."""
    x1, y1, x2, y2 = ends
    start = math.atan2(y1, x1)
    apart, radius = _turn(start, math.atan2(y2, x2), lane)
    at = start + apart / 2
    return round(radius * math.cos(at), 1), round(radius * math.sin(at), 1)


def _turn(start: float, end: float, lane: tuple[float, float]) -> tuple[float, float]:
    """How far one angle is from the other, the shorter way, and at which radius a line turns."""
    apart = (end - start + math.pi) % (2 * math.pi) - math.pi
    inner, outer = lane
    return apart, outer - (outer - inner) * abs(apart) / math.pi


def _beside(angle: float, side: int) -> Callable[[float], str]:
    """Points beside the ray of that angle, by their distance from the ego."""
    x, y = math.cos(angle), math.sin(angle)
    return lambda far: f"{far * x - side * _BESIDE * y:.1f} {far * y + side * _BESIDE * x:.1f}"


def _at(radius: float, angle: float) -> str:
    return f"{radius * math.cos(angle):.1f} {radius * math.sin(angle):.1f}"
