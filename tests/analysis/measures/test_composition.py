"""The mix of people: numbers worked by hand, and what an isolate and silence make missing."""

from math import log2

import pytest

from analysis.measures.composition import KINDS
from analysis.measures.example import example
from facts.choices import ADULT_KINDS
from tests.analysis.measures.webs import value

NAMES = ("adult_share", "outside_share", "kind_blau", "kind_iqv", "kind_entropy", "ei_composition")


def test_two_of_one_kind_and_one_each_of_two_others() -> None:
    """Shares ½, ¼, ¼: Blau .625, IQV .78125 with five kinds, entropy 1.5 bit."""
    web = example(adults="Ito Lee Roy:mentor Ann:family")
    assert [value(name, web) for name in NAMES] == [1, 0.5, 0.625, 0.78125, 1.5, 0]


def test_an_even_mix_of_all_kinds_is_the_most_there_can_be() -> None:
    """One person of each of the five kinds."""
    web = example(adults="Ito Roy:mentor Ann:family Bo:other", peers="Ben")
    assert value("kind_iqv", web) == pytest.approx(1)
    assert value("kind_entropy", web) == pytest.approx(log2(5))
    assert len({*ADULT_KINDS, "student"}) == KINDS


def test_one_kind_alone_is_no_mix() -> None:
    """Classmates alone: no adult, nobody outside, no mix, all ties point inside."""
    assert [value(name, example(peers="Ben Cal")) for name in NAMES] == [0, 0, 0, 0, 0, -1]


def test_an_isolate_has_no_mix() -> None:
    """There is nobody whose share could be taken: missing, not nought."""
    assert [value(name, example()) for name in (*NAMES, "ei_alters")] == [None] * 7


def test_e_i_among_the_people_is_rescaled_by_the_pairs_that_were_possible() -> None:
    """One of two pairs across is tied and one of one within: (½ − 1) ÷ (½ + 1) = −⅓.

    Counted bare, one tie across and one within would give 0.
    """
    web = example(adults="Roy:mentor", peers="Ben Cal", tied="Ben-Cal Ben-Roy")
    assert value("ei_alters", web) == pytest.approx(-1 / 3)


@pytest.mark.parametrize(
    ("adults", "peers", "tied"),
    [
        ("Ito", "Ben Cal", "Ben-Cal"),
        ("Roy:mentor", "Ben", "Ben-Roy"),
        ("Roy:mentor", "Ben Cal", ""),
    ],
)
def test_e_i_among_the_people_is_missing_without_pairs_of_both_sorts(
    adults: str, peers: str, tied: str
) -> None:
    """Nobody outside, no pair within, or no tie at all: there is no leaning to tell."""
    assert value("ei_alters", example(adults=adults, peers=peers, tied=tied)) is None


def test_only_answered_pairs_show_which_way_the_people_tie() -> None:
    """Ben's answer shows two pairs across and within; Cal and Roy were never asked of."""
    web = example(adults="Roy:mentor", peers="Ben Cal", tied="Ben-Cal Cal-Roy", answered="Ben")
    assert value("ei_alters", web) == -1
