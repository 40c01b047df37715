"""The lines of the picture."""

import math

import pytest

from graph_service.pages.paths import around, middle_around
from tests.pages.test_geometry import points

LANE = (50.0, 70.0)


@pytest.mark.parametrize("degrees", [3, 20, 90, 179, 181, 300])
def test_a_line_among_alters_turns_around_the_ego_in_its_lane(degrees: int) -> None:
    """From the one to the other, never nearer to the ego than the lane, by the shorter way."""
    at = math.radians(degrees)
    ends = (120.0, 0.0, 180 * math.cos(at), 180 * math.sin(at))
    way = points(around(*ends, LANE))
    assert math.dist(way[0], ends[:2]) < 6
    assert math.dist(way[-1], ends[2:]) < 6
    assert min(math.hypot(*point) for point in way) >= LANE[0] - 0.1
    turned = math.hypot(*middle_around(ends, LANE))
    assert LANE[0] - 0.1 <= turned <= LANE[1] + 0.1
    assert (middle_around(ends, LANE)[1] > 0) == (degrees < 180)
