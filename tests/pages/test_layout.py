"""Where alters stand in the picture."""

import math
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from graph_service.pages.layout import CENTRE, RADII, SECTORS, SIZE, places
from graph_service.workflows.views import AlterView

BASE = AlterView(
    "u", "1", "Ms Ito", "Ms Ito", "adult", "staff", True, "advisor", ("advisor",), True, "", "", 1, "strong", 3, (), (), None, True,
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(sorted(SECTORS)), st.sampled_from(sorted(RADII))), max_size=30), st.randoms())
def test_the_same_people_stand_at_the_same_places_in_whatever_order_they_come(
    kinds: list[tuple[str, int]], chance: object
) -> None:
    """A place depends on who is there, not on the order of rows, and lies inside the picture."""
    alters = [
        replace(BASE, uid=f"u{index}", name=f"Name {index:02}", sector=sector, ring=ring)
        for index, (sector, ring) in enumerate(kinds)
    ]
    shuffled = list(alters)
    chance.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis gives a Random
    found = places(alters)
    assert found == places(shuffled)
    for place in found.values():
        assert 15 <= place.x <= SIZE - 15
        assert 15 <= place.y <= SIZE - 15


def test_an_advisor_stands_above_and_a_peer_below() -> None:
    """Sectors are the same at every visit."""
    found = places([BASE, replace(BASE, uid="p", sector="peer", side="peer")])
    assert found["u"].y < CENTRE < found["p"].y


def test_twelve_peers_of_one_ring_do_not_cover_each_other() -> None:
    """Crowded arcs are spread over nearby radii."""
    peers = [replace(BASE, uid=f"p{index}", name=f"P{index:02}", sector="peer", ring=2) for index in range(12)]
    found = list(places(peers).values())
    nearest = min(math.dist(a, b) for index, a in enumerate(found) for b in found[:index])
    assert nearest > 24
