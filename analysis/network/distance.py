"""How far the others are, and who stands on the way, over ties that either end named.

rustworkx walks a whole school's network; property tests hold it equal to NetworkX.
"""

from math import inf

import networkx as nx
import rustworkx as rx

from analysis.network.friendships import Friendships
from analysis.network.naming import UNSEEN
from analysis.network.register import PLACES, Values, measure_in

ALONE = f"{UNSEEN}; or nobody else is seen"


def _walked(network: Friendships) -> "rx.PyGraph[str, None]":
    """The same graph for rustworkx: node numbers are places in ``seen``."""
    graph: rx.PyGraph[str, None] = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(network.seen)
    number = {student: place for place, student in enumerate(network.seen)}
    graph.add_edges_from([(number[one], number[other], None) for one, other in network.ties])
    return graph


@measure_in(
    PLACES,
    label="Component",
    unit="students",
    range=(1, None),
    formula="students who can be reached over ties, the student among them",
    missing_when=UNSEEN,
)
def component_size(network: Friendships) -> Values:
    """The number of students in the part of the network that the student belongs to.

    >>> component_size(drawn("Ana>Ben", others="Cal"))
    {'Ana': 2, 'Ben': 2, 'Cal': 1}
    """
    parts = nx.connected_components(network.graph)
    size = {one: len(part) for part in parts for one in part}
    return {one: size[one] for one in network.seen}


@measure_in(
    PLACES,
    label="Closeness",
    unit="share",
    range=(0, 1),
    formula="Σ 1 ÷ distance to each other student seen ÷ their number; 0 for who is out of reach",
    missing_when=ALONE,
    source="Marchiori and Latora 2000",
)
def harmonic_closeness(network: Friendships) -> Values:
    """How near the other students are: 1 if tied to all of them, 0 if to nobody.

    >>> harmonic_closeness(drawn("Ana>Ben Ben>Cal", others="Dee"))["Ana"]
    0.5
    """
    others = len(network.seen) - 1
    if others < 1:
        return {}
    steps = rx.distance_matrix(_walked(network), null_value=inf)
    steps[steps == 0] = inf  # nobody is near to themselves
    near = (1 / steps).sum(axis=1) / others
    return {one: float(near[place]) for place, one in enumerate(network.seen)}


@measure_in(
    PLACES,
    label="Betweenness",
    unit="pairs",
    formula="Σ over pairs of the share of their shortest ways that pass through the student",
    missing_when=UNSEEN,
    source="Freeman 1977",
)
def betweenness(network: Friendships) -> Values:
    """How many pairs of students are joined through the student by a shortest way.

    >>> betweenness(drawn("Ana>Ben Ben>Cal"))
    {'Ana': 0.0, 'Ben': 1.0, 'Cal': 0.0}
    """
    between = rx.graph_betweenness_centrality(_walked(network), normalized=False)
    return {one: float(between[place]) for place, one in enumerate(network.seen)}


@measure_in(
    PLACES,
    label="Holds a part",
    unit="yes or no",
    range=(0, 1),
    formula="1 if a part of the network falls apart without the student (an articulation point)",
    missing_when=UNSEEN,
)
def articulation(network: Friendships) -> Values:
    """Whether some students are joined to the others through this student alone.

    >>> articulation(drawn("Ana>Ben Ben>Cal"))
    {'Ana': 0, 'Ben': 1, 'Cal': 0}
    """
    cuts = set(nx.articulation_points(network.graph))
    return {one: int(one in cuts) for one in network.seen}
