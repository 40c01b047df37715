"""Where alters stand in the picture."""

import math
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from graph_service.pages.layout import SECTORS, Layout, box_at, layout, shortened, width_of
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
    """Thirty people with long names: every mark with its name has its own room, and rings hold
    those who stand in them.
    """
    alters = people(drawn)
    found = laid_out(alters)
    boxes = {
        alter.uid: box_at(found.places[alter.uid], width_of(shortened(alter.name)))
        for alter in alters
    }
    assert not any(
        a.meets(b) for uid, a in boxes.items() for other, b in boxes.items() if uid < other
    )
    for alter in alters:
        box, distance = boxes[alter.uid], math.hypot(*found.places[alter.uid])
        assert found.view.left < box.left < box.right < found.view.right
        assert found.view.top < box.top < box.bottom < found.view.bottom
        assert (
            (0.0, *found.rings)[alter.ring - 1]
            < distance
            < (*found.rings, math.inf)[alter.ring - 1]
        )


def test_roles_stand_at_the_same_sides_at_every_visit() -> None:
    """Advisor above, mentor right, teacher lower right, peer below, family left."""
    alters = [replace(BASE, uid=sector, sector=sector) for sector in SECTORS]
    found = laid_out(alters).places
    assert found["advisor"].y < 0 < found["peer"].y
    assert found["family"].x < 0 < found["mentor"].x
    assert found["mentor"].y < found["teacher"].y < found["other"].y


def test_a_long_name_is_cut_and_wide_letters_count_twice() -> None:
    """A name that does not fit ends in dots; the table has the whole name."""
    assert shortened("Ada") == "Ada"
    assert shortened("Wolfeschlegelsteinhausen") == "Wolfeschlege…"
    assert len(shortened("山田太郎右衛門之助殿")) == 6
