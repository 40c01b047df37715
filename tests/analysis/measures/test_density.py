"""Densities are taken over the pairs that are known; where none is, they are missing."""

import pytest

from analysis.measures.example import example
from tests.analysis.measures.webs import BORGATTI, own_web, value


def test_where_every_pair_is_known_density_is_that_of_print() -> None:
    """Borgatti's A knows four people, of whom three pairs of six are tied."""
    assert value("density", own_web(BORGATTI, "A")) == 0.5


def test_a_pure_star_has_density_nought() -> None:
    """Everybody answered, and nobody is tied."""
    web = example(peers="Ben Cal Dee Eve")
    assert (value("pairs_observable", web), value("pairs_possible", web)) == (6, 6)
    assert (value("density", web), value("density_answered", web)) == (0, 0)


@pytest.mark.parametrize("adults", ["", "Ito", "Ito Lee"])
def test_without_a_pair_that_could_be_seen_density_is_missing(adults: str) -> None:
    """Nothing is known of nobody, of one and of two adults: missing, not nought."""
    web = example(adults=adults)
    assert (value("density", web), value("density_answered", web)) == (None, None)
    assert value("pairs_tied", web) == 0


def test_a_pair_that_a_tie_alone_reveals_is_left_out_of_the_density_by_answers() -> None:
    """Ben answered: two pairs are shown, one of them tied. Cal and Dee are known to be tied."""
    web = example(peers="Ben Cal Dee", tied="Ben-Cal Cal-Dee", answered="Ben")
    assert (value("pairs_tied", web), value("pairs_observable", web)) == (2, 3)
    assert (value("pairs_answered_tied", web), value("pairs_answered", web)) == (1, 2)
    assert value("density", web) == pytest.approx(2 / 3)
    assert value("density_answered", web) == 0.5
