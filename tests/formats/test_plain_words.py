"""Words for nobody, for yes and no, and what is certainly one person: in every dress, and never by
a guess.
"""

import pytest

from graph_service.formats.plain_words import (
    NO,
    NOBODY,
    YES,
    Words,
    is_bare_mark,
    is_one_person,
    may_be_a_name,
)


@pytest.mark.parametrize(
    "text",
    [
        "-",
        "--",
        ".",
        "…",
        "/",
        "– ",
        "None.",
        "NONE",
        "no",
        "No!",
        "n/a",
        "N.A.",
        "no-one",
        "Noone",
        "nobody",
        "(none)",
        "0",
        "nadie",
        "Ningún  adulto",
        "PERSONNE",
        "aucun",
        "niemand",
        "Keiner.",
        "nessuno",
        "ninguém",
        "NINGUEM",
        "geen",
        "ingen",
        "никто",
        "нет",
        "hiç kimse",
        "لا أحد",
        "没有",
        "なし",
        "없음",
    ],
)
def test_nobody_is_said_in_many_words_and_dresses(text: str) -> None:
    """Case, accents, punctuation and spaces make no difference."""
    assert Words(NOBODY).holds(text) or is_bare_mark(text)


@pytest.mark.parametrize(
    "text",
    [
        "?",
        "",
        "NA",
        "Niko",
        "Nada",
        "Rien",
        "Nil",
        "Khong",
        "Yok",
        "idk",
        "I don't have any",
        "none of your business",
        "no idea",
        "x",
        "yes",
        "Nobody Smith",
        "1",
        "nobody but Tia",
    ],
)
def test_what_may_be_somebody_or_no_answer_is_no_word_for_nobody(text: str) -> None:
    """A word that is also a name, a question mark, a sentence and R's missing value are left
    open.
    """
    assert not Words(NOBODY).holds(text)
    assert not is_bare_mark(text)


def test_a_word_that_the_mapping_gives_to_the_other_list_is_not_in_this_one() -> None:
    """Where 1 is no and 2 is yes."""
    yes, no = Words([*YES, "2"], ["1"]), Words([*NO, "1"], ["2"])
    assert (yes.holds("1"), no.holds("1"), yes.holds("2"), no.holds("2")) == (
        False,
        True,
        True,
        False,
    )


@pytest.mark.parametrize(
    "text", ["Yes", "Y", "x", "1", "TRUE", "✓", "Sí", "OUI", "ja", "はい", "Checked"]
)
def test_a_tick_is_a_yes(text: str) -> None:
    """However the form writes it."""
    assert Words(YES).holds(text)
    assert not Words(NO).holds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tia Reed",
        "TIA REED",
        "Reed, Tia",
        "Ms ito",
        "mr. B",
        "Anne-Marie O'Neil",
        "Juan de la Cruz",
        "Jean van der Berg",
        "J. Orr",
        "mom",
        "my mom",
        "Zoë",
    ],
)
def test_a_name_a_title_with_a_name_and_a_mother_are_one_person(text: str) -> None:
    """Each is certainly somebody, and one."""
    assert is_one_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "I don't have any",
        "Everyone",
        "All My Teachers",
        "my teachers",
        "99999999",
        "3",
        "@x.test",
        "tia@x.tes",
        "tia@",
        "Yes And No",
        "Depends",
        "No Tengo A Nadie",
        "Tia Reed (my advisor)",
        "Tia?",
        "idk",
        "",
        "Niko",
        "A B C D E F",
        "mom and dad",
    ],
)
def test_a_phrase_a_number_and_a_fragment_are_not_certainly_one_person(text: str) -> None:
    """They are left open."""
    assert not is_one_person(text)


def test_small_letters_may_be_a_name_but_are_not_certainly_one() -> None:
    """They are proposed to be matched, and not counted."""
    assert may_be_a_name("tia reed")
    assert not is_one_person("tia reed")
    assert not may_be_a_name("i dont know")


def test_an_error_of_a_spreadsheet_is_no_word() -> None:
    """A lookup that failed says nothing: #N/A is not n/a, unless somebody lists it."""
    assert Words(NOBODY).holds("N/A")
    assert not any(map(Words(NOBODY).holds, ("#N/A", " #n/a", "#NV", "#N/D", "#REF!", "#NULL!")))
    assert Words(["#N/A"]).holds("#n/a")
