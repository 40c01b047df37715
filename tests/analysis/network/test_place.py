"""A student's place: equal to NetworkX on random networks, and to known numbers on known graphs."""

from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings

from analysis.network.communities import community
from analysis.network.distance import betweenness, component_size, harmonic_closeness
from analysis.network.drawn import drawn
from analysis.network.friendships import Friendships
from analysis.network.naming import clustering, core, in_ties, out_ties, returned
from tests.analysis.network.networks import networks


def known(graph: "nx.Graph[Any]") -> Friendships:
    """An undirected graph as namings, each from the smaller to the larger key."""
    return drawn(" ".join(f"{one}>{other}" for one, other in graph.edges))


KITE = known(nx.krackhardt_kite_graph())
CLUB = known(nx.karate_club_graph())


@given(networks())
@settings(max_examples=200, deadline=None)
def test_what_rustworkx_walks_is_what_networkx_gives(network: Friendships) -> None:
    """Betweenness and harmonic closeness, with isolates, stars and namings both ways."""
    graph: nx.Graph[str] = nx.Graph(sorted(network.arcs))
    graph.add_nodes_from(network.answered)
    others = len(graph) - 1
    assert betweenness(network) == pytest.approx(nx.betweenness_centrality(graph, normalized=False))
    near = {one: far / others for one, far in nx.harmonic_centrality(graph).items() if others > 0}
    assert harmonic_closeness(network) == pytest.approx(near)


@pytest.mark.parametrize(
    ("number", "level", "between"),
    [("0", 3, 0.8333), ("2", 3, 0), ("3", 3, 3.6667), ("5", 3, 8.3333), ("7", 2, 14)],
)
def test_krackhardts_kite(number: str, level: int, between: float) -> None:
    """Core and betweenness as R's sna and igraph give them."""
    assert core(KITE)[number] == level
    assert betweenness(KITE)[number] == pytest.approx(between, abs=5e-5)


def test_a_place_in_a_small_network_worked_by_hand() -> None:
    """Ana and Ben name each other, Ben names Cal, Dee answered and is alone, Eli was silent."""
    network = drawn("Ana>Ben Ben>Ana Ben>Cal", others="Dee", unanswered="Eli")
    assert out_ties(network) == {"Ana": 1, "Ben": 2, "Cal": 0, "Dee": 0}
    assert in_ties(network) == {"Ana": 1, "Ben": 1, "Cal": 1, "Dee": 0, "Eli": 0}
    assert returned(network) == {"Ana": 1, "Ben": 0.5, "Cal": None, "Dee": None}
    assert component_size(network) == {"Ana": 3, "Ben": 3, "Cal": 3, "Dee": 1}
    near = harmonic_closeness(network)
    assert near == pytest.approx({"Ana": 0.5, "Ben": 2 / 3, "Cal": 0.5, "Dee": 0})


def test_clustering_is_missing_below_two_ties_and_not_nought() -> None:
    """Libraries say 0; a student with one tie has no pair that could be tied."""
    network = drawn("Ana>Ben Ben>Cal Cal>Ana Cal>Dee", others="Eli")
    assert clustering(network) == pytest.approx(
        {"Ana": 1, "Ben": 1, "Cal": 1 / 3, "Dee": None, "Eli": None}
    )


@given(networks())
@settings(deadline=None)
def test_clustering_is_networkx_s_from_two_ties_on(network: Friendships) -> None:
    """Held equal where a student has two ties or more, and missing elsewhere."""
    graph = network.graph
    two = [one for one in graph if graph.degree(one) >= 2]
    known = {one: share for one, share in clustering(network).items() if share is not None}
    assert known == pytest.approx({one: nx.clustering(graph, one) for one in two})


def test_the_communities_of_the_karate_club() -> None:
    """Leiden finds the four groups of the best modularity known, .4198, each time the same."""
    found = community(CLUB)
    groups: dict[Any, set[str]] = {}
    for one, group in found.items():
        groups.setdefault(group, set()).add(one)
    assert nx.community.modularity(CLUB.graph, groups.values()) == pytest.approx(0.4198, abs=5e-5)
    assert sorted(groups) == [1, 2, 3, 4]
    assert len(groups[1]) == max(map(len, groups.values()))
    assert community(known(nx.karate_club_graph())) == found


@given(networks())
@settings(deadline=None)
def test_nobody_without_a_tie_is_in_a_community(network: Friendships) -> None:
    """Each student with a tie is in one."""
    tied = {one for tie in network.ties for one in tie}
    assert {one for one, group in community(network).items() if group is not None} == tied
