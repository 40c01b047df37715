"""The titles: one list, in parts that do not overlap."""

from analysis.names import short_name
from facts.titles import CERTAIN, MAY_BE_NAMES, MAY_BE_WORDS, TITLES
from graph_service.formats.plain_words import is_one_person


def test_a_title_stands_in_one_part_of_the_list() -> None:
    """A possible name is no title of a roster, and a possible word is not certain."""
    assert CERTAIN.isdisjoint(MAY_BE_WORDS)
    assert MAY_BE_NAMES.isdisjoint(TITLES)


def test_whoever_has_a_title_is_drawn_with_their_name() -> None:
    """No short name is a title alone, whichever title stands before the name."""
    drawn = {title: short_name(f"{title.capitalize()} Ada Stone") for title in TITLES}
    assert {title: name for title, name in drawn.items() if not name.endswith(" Stone")} == {}


def test_a_certain_title_makes_a_word_in_small_letters_one_person() -> None:
    """A title that may be another word does not."""
    assert all(is_one_person(f"{title} ito") for title in CERTAIN)
    assert not any(is_one_person(f"{title} ito") for title in MAY_BE_WORDS)
