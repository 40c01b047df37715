"""One spelling for all dresses of a name."""

import pytest

from graph_service.formats.spelling import folded


@pytest.mark.parametrize(
    "dressed",
    [
        "zoë o'neil-łuk",
        "ZOË O'NEIL-ŁUK",
        "  Zoe\u0308   O\u2019Neil\u2013Luk ",
        "Zoë\u00a0O´Neil\u2011Łuk",
        "Ｚｏｅ\u3000Ｏ＇Ｎｅｉｌ－Ｌｕｋ",
        "Zoë\u200b O‘Neil\u00ad—Luk",
    ],
)
def test_case_accents_spaces_width_and_marks_are_dress(dressed: str) -> None:
    """Keyboards and spreadsheets change quotation marks; the words stay the same."""
    assert folded(dressed) == "zoe o'neil-luk"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jon", "John"),
        ("Kazu", "Gazu"),
        ("かず", "がず"),
        ("Ann-Marie", "Ann Marie"),
        ("Li", "Lin"),
    ],
)
def test_other_letters_are_another_name(one: str, other: str) -> None:
    """The marks of kana make other letters; a hyphen is no space."""
    assert folded(one) != folded(other)
