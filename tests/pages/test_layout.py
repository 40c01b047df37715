"""Where alters stand in the picture."""

import math
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from graph_service.pages.layout import SECTORS, Layout, folded, layout, mark_box, name_box
from graph_service.pages.lettering import shortened, width_of
from graph_service.workflows.webs.views import AlterView

BASE = AlterView(
    "u", "1", "Ms Ito", "Ms Ito", "adult", "staff", True, "advisor", ("advisor",), True, "", "", 1,
    "strong", 3, (), (), None, True, False,
)  # fmt: skip
PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(sorted(SECTORS)),
        st.sampled_from((1, 2, 3)),
        st.text(min_size=1, max_size=30),
    ),
    max_size=30,
)


def laid_out(alters: list[AlterView]) -> Layout:
    """The layout of these alters around Ada."""
    return layout(alters, {alter.uid: shortened(alter.name) for alter in alters}, "Ada")


def people(drawn: list[tuple[str, int, str]]) -> list[AlterView]:
    """Alters of these sectors, rings and names."""
    return [
        replace(BASE, uid=f"u{index}", name=name, sector=sector, ring=ring)
        for index, (sector, ring, name) in enumerate(drawn)
    ]


@given(PEOPLE, st.randoms())
def test_the_same_people_stand_at_the_same_places_in_whatever_order_they_come(
    drawn: list[tuple[str, int, str]], chance: object
) -> None:
    """A place depends on who is there, not on the order of rows."""
    alters = people(drawn)
    shuffled = list(alters)
    chance.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis gives a Random
    assert laid_out(alters) == laid_out(shuffled)


@given(PEOPLE)
def test_nobody_covers_anybody_and_everyone_is_in_the_picture(
    drawn: list[tuple[str, int, str]],
) -> None:
    """Thirty people with long names: every mark and every name has its own room, and rings hold
    those who stand in them.
    """
    alters = people(drawn)
    found = laid_out(alters)
    boxes = {
        alter.uid: (
            mark_box(found.places[alter.uid]),
            name_box(found.names[alter.uid], width_of(shortened(alter.name))),
        )
        for alter in alters
    }
    assert not any(
        first.meets(second)
        for uid, own in boxes.items()
        for other, theirs in boxes.items()
        if uid < other
        for first in own
        for second in theirs
    )
    for alter in alters:
        distance = math.hypot(*found.places[alter.uid])
        for box in boxes[alter.uid]:
            assert found.view.left < box.left <= box.right < found.view.right
            assert found.view.top < box.top < box.bottom < found.view.bottom
        within = ((0.0, *found.rings)[alter.ring - 1], (*found.rings, math.inf)[alter.ring - 1])
        assert within[0] < distance < within[1]


@given(PEOPLE)
def test_a_state_moves_nobody_to_another_side(drawn: list[tuple[str, int, str]]) -> None:
    """Those who count on one day and not on another move along their own line alone."""
    alters = people(drawn)
    now = laid_out(alters).places
    later = laid_out([replace(alter, ring=alter.ring % 3 + 1) for alter in alters]).places
    for uid, place in now.items():
        turned = math.atan2(*place) - math.atan2(*later[uid])
        assert abs((turned + math.pi) % (2 * math.pi) - math.pi) < 0.01


def test_roles_stand_in_the_same_order_at_every_visit() -> None:
    """Clockwise: advisor above, mentor, teacher, others, peers, family."""
    alters = [replace(BASE, uid=sector, sector=sector) for sector in SECTORS]
    found = laid_out(alters).places
    assert abs(found["advisor"].x) < 2
    assert found["advisor"].y < 0
    around = [math.atan2(found[sector].x, -found[sector].y) % (2 * math.pi) for sector in SECTORS]
    assert sorted(around[1:]) == around[1:]


def test_many_known_people_are_one_mark_and_everyone_who_counts_is_drawn() -> None:
    """Beyond thirty; those of whom somebody spoke are drawn first."""
    known = people([("family", 3, f"k{number:02}") for number in range(44)])
    known = [replace(one, counts=False, line="none") for one in known]
    counting = [replace(BASE, uid=f"c{number}", ring=1) for number in range(40)]
    away = folded([*counting, *known])
    assert len(away) == 14
    assert away < {one.uid for one in known}
    assert folded(known[:30]) == frozenset()
