"""Standing between others, on graphs whose numbers are known from R and worked by hand."""

import networkx as nx
import pytest

from analysis.measures.example import example
from tests.analysis.measures.webs import own_web, value

KITE = nx.relabel_nodes(nx.krackhardt_kite_graph(), str)
CLUB = nx.relabel_nodes(nx.karate_club_graph(), str)


@pytest.mark.parametrize(
    ("number", "betweenness"), [(0, 1), (2, 0), (3, 3.6667), (5, 3.5), (7, 2), (8, 1)]
)
def test_ego_betweenness_in_krackhardts_kite(number: int, betweenness: float) -> None:
    """The numbers of R's sna in each node's own web."""
    assert value("ego_betweenness", own_web(KITE, str(number))) == pytest.approx(
        betweenness, abs=5e-5
    )


def test_the_medici_stand_between_fourteen_pairs() -> None:
    """Six families, one pair of them tied: five groups are left without the Medici.

    15 pairs less 1 tied are 14; the groups are one of two and four of one: 1 − 2 ÷ 30.
    """
    web = own_web(nx.florentine_families_graph(), "Medici")
    assert value("ego_betweenness", web) == pytest.approx(14)
    assert value("components", web) == 5
    assert value("fragmentation", web) == pytest.approx(1 - 2 / 30)


def test_a_star_falls_into_single_people_and_a_closed_web_stays_whole() -> None:
    """Each of three pairs goes through the student of a star, none where all know each other."""
    star = example(peers="Ben Cal Dee")
    closed = example(peers="Ben Cal Dee", tied="Ben-Cal Ben-Dee Cal-Dee")
    names = ("ego_betweenness", "components", "fragmentation")
    assert [value(name, star) for name in names] == [3, 3, 1]
    assert [value(name, closed) for name in names] == [0, 1, 0]


def test_nobody_can_be_apart_below_two_people() -> None:
    """An isolate has no groups; one person is one group, and no pair goes through the student."""
    names = ("ego_betweenness", "components", "fragmentation")
    assert [value(name, example()) for name in names] == [None, None, None]
    assert [value(name, example(peers="Ben")) for name in names] == [0, 1, None]
