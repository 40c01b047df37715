"""How wide names are drawn, and how they are cut."""

from graph_service.pages.lettering import LONGEST, briefly, shortened, width_of


def test_a_long_name_is_cut_and_wide_letters_count_twice() -> None:
    """A name that does not fit ends in dots; the table has the whole name."""
    assert shortened("Ada") == "Ada"
    assert shortened("Wolfeschlegelsteinhausen") == "Wolfeschleg…"
    assert len(shortened("山田太郎右衛門之助殿")) == 8
    assert width_of(shortened("W" * 40)) <= LONGEST


def test_a_narrow_screen_has_a_few_letters_that_tell_people_apart() -> None:
    """The first letters of several words, or as many of one as tell it from the others."""
    names = {
        "1": "Ms Fonseca",
        "2": "Tariq O.",
        "3": "Javier",
        "4": "Rania",
        "5": "Ranulf",
        "6": "Bo",
    }
    assert list(briefly(names).values()) == ["MF", "TO", "Jav", "Rani", "Ranu", "Bo"]
