"""Structural holes on graphs whose numbers are known from R's sna and igraph, and from print."""

import networkx as nx
import pytest

from analysis.measures.example import example
from tests.analysis.measures.webs import BORGATTI, COLEMAN, own_web, value

KITE = nx.krackhardt_kite_graph()
"""Krackhardt's kite: 0 is Andre, 3 Diane, 5 Fernando, 7 Heather, 8 Ike, 9 Jane."""


def test_borgattis_own_example() -> None:
    """As printed in 1997, and by NetworkX on the same webs: not in the whole graph."""
    a, b, g = (own_web(BORGATTI, name) for name in "ABG")
    assert value("effective_size", a) == pytest.approx(2.5)
    assert value("effective_size", g) == pytest.approx(4.67, abs=0.01)
    assert value("constraint", a) == pytest.approx(0.684, abs=0.001)
    assert value("constraint", b) == pytest.approx(0.840, abs=0.001)


@pytest.mark.parametrize(
    ("girl", "size", "effective", "constraint"),
    [
        ("Betty", 1, 1, 1),
        ("Sue", 4, 3, 0.5347),
        ("Alice", 4, 2.5, 0.6424),
        ("Jane", 2, 1, 1.125),
        ("Dale", 3, 1.6667, 0.8395),
        ("Pam", 3, 2.3333, 0.6111),
        ("Carol", 2, 2, 0.5),
        ("Tina", 1, 1, 1),
    ],
)
def test_colemans_girls(girl: str, size: int, effective: float, constraint: float) -> None:
    """Effective size and constraint in each girl's own web; constraint may pass 1."""
    web = own_web(COLEMAN, girl)
    assert value("network_size", web) == size
    assert value("effective_size", web) == pytest.approx(effective, abs=5e-5)
    assert value("constraint", web) == pytest.approx(constraint, abs=5e-5)


@pytest.mark.parametrize(
    ("number", "effective", "constraint"),
    [
        (0, 2.0, 0.7044), (2, 1.0, 0.9259), (3, 3.3333, 0.4985), (5, 3.0, 0.5542),
        (7, 2.3333, 0.6111), (8, 2.0, 0.5), (9, 1.0, 1.0),
    ],
)  # fmt: skip
def test_krackhardts_kite(number: int, effective: float, constraint: float) -> None:
    """The numbers of R's igraph, node by node."""
    kite = nx.relabel_nodes(KITE, str)
    web = own_web(kite, str(number))
    assert value("effective_size", web) == pytest.approx(effective, abs=5e-5)
    assert value("constraint", web) == pytest.approx(constraint, abs=5e-5)


@pytest.mark.parametrize(
    ("family", "effective", "constraint"),
    [
        ("Medici", 5.6667, 0.2361), ("Guadagni", 4.0, 0.25), ("Strozzi", 3.0, 0.5347),
        ("Peruzzi", 1.6667, 0.8395), ("Albizzi", 3.0, 0.3333), ("Pazzi", 1.0, 1.0),
    ],
)  # fmt: skip
def test_florentine_families(family: str, effective: float, constraint: float) -> None:
    """Marriages of the fifteenth century: the Medici hold most together and are least bound."""
    web = own_web(nx.florentine_families_graph(), family)
    assert value("effective_size", web) == pytest.approx(effective, abs=5e-5)
    assert value("constraint", web) == pytest.approx(constraint, abs=5e-5)


@pytest.mark.parametrize(
    ("member", "effective", "constraint"),
    [
        (0, 13.75, 0.1777), (1, 6.3333, 0.3416), (2, 7.8, 0.2442), (7, 1.0, 0.7656),
        (11, 1.0, 1.0), (12, 1.0, 1.125), (31, 5.0, 0.3627), (32, 9.8333, 0.3182),
        (33, 15.2353, 0.1807),
    ],
)  # fmt: skip
def test_karate_club(member: int, effective: float, constraint: float) -> None:
    """Zachary's club without its weights."""
    web = own_web(nx.relabel_nodes(nx.karate_club_graph(), str), str(member))
    assert value("effective_size", web) == pytest.approx(effective, abs=5e-5)
    assert value("constraint", web) == pytest.approx(constraint, abs=5e-5)


def test_a_pure_star_is_constrained_by_one_over_its_size() -> None:
    """Four people who do not know each other: effective size four, constraint a quarter."""
    web = example(adults="Ito", peers="Ben Cal Dee")
    assert (value("effective_size", web), value("constraint", web)) == (4, 0.25)


def test_with_one_person_there_is_no_overlap() -> None:
    """Effective size and constraint are one."""
    web = example(adults="Ito")
    assert (value("effective_size", web), value("constraint", web)) == (1, 1)


def test_an_isolate_has_none() -> None:
    """There is nobody to overlap with: both are missing, not nought."""
    assert (value("effective_size", example()), value("constraint", example())) == (None, None)


@pytest.mark.parametrize(
    ("girl", "efficiency"), [("Betty", 1), ("Sue", 0.75), ("Alice", 0.625), ("Jane", 0.5)]
)
def test_efficiency_is_effective_size_a_head(girl: str, efficiency: float) -> None:
    """Coleman's girls: 1 of 1, 3 of 4, 2.5 of 4 and 1 of 2 are not doubled by another."""
    assert value("efficiency", own_web(COLEMAN, girl)) == pytest.approx(efficiency)
    assert value("efficiency", example()) is None


def test_hierarchy_is_nought_where_constraint_is_spread_evenly_and_missing_below_two() -> None:
    """A star and a closed triangle are even; with Ben and Cal tied, Dee adds a quarter as much.

    Ben and Cal add (1.5 ÷ 3)² = 0.25 each and Dee 0.1111: ratios 1.2273, 1.2273 and 0.5455.
    """
    assert value("hierarchy", example(peers="Ben Cal Dee")) == pytest.approx(0)
    assert value("hierarchy", example(peers="Ben Cal", tied="Ben-Cal")) == pytest.approx(0)
    skewed = example(peers="Ben Cal Dee", tied="Ben-Cal")
    assert value("hierarchy", skewed) == pytest.approx(0.0522, abs=5e-5)
    assert [value("hierarchy", example(peers=peers)) for peers in ("", "Ben")] == [None, None]


@pytest.mark.parametrize(
    ("number", "hierarchy"), [(0, 0.0569), (2, 0), (3, 0.009), (5, 0.0217), (7, 0.0522), (8, 0)]
)
def test_hierarchy_in_krackhardts_kite(number: int, hierarchy: float) -> None:
    """As the Coleman–Theil index of what each alter adds to constraint."""
    web = own_web(nx.relabel_nodes(KITE, str), str(number))
    assert value("hierarchy", web) == pytest.approx(hierarchy, abs=5e-5)


@pytest.mark.parametrize(("member", "hierarchy"), [(0, 0.1024), (1, 0.1654), (2, 0.0565)])
def test_hierarchy_in_the_karate_club(member: int, hierarchy: float) -> None:
    """Zachary's club without its weights."""
    web = own_web(nx.relabel_nodes(nx.karate_club_graph(), str), str(member))
    assert value("hierarchy", web) == pytest.approx(hierarchy, abs=5e-5)
