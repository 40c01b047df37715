"""The drawing: one student's web as pyvis node and edge data, which the picture and the explore view both show.

pyvis holds the data alone; its own pages load from other hosts and run what stands in a title, so that they are never made.
"""

from typing import Any

from pyvis.network import Network

from graph_service.pages.layout import CENTRE, SIZE, in_order, places
from graph_service.workflows.views import AlterView, StudentWeb

ROLE_WORDS = {
    "advisor": "advisor",
    "mentor": "mentor",
    "family": "family",
    "teacher": "teacher",
    "other": "adult",
    "peer": "peer",
}
SHAPES = {"student": "dot", "family": "star", "staff": "square"}
LINES: dict[str, dict[str, Any]] = {
    "strong": {"width": 4},
    "weak": {"width": 1.5},
    "unconfirmed": {"width": 2, "dashes": True},
    "stressful": {"width": 2, "color": "#a13a6b"},
    "ended": {"width": 1, "color": "#9a9a9a"},
    "none": {"width": 0.75, "color": "#9a9a9a", "dashes": True},
}


def drawing(web: StudentWeb, *, show_ended: bool = False) -> dict[str, list[dict[str, Any]]]:
    """The nodes and edges: ``nodes`` with id, label, title, shape, x, y, group; ``edges`` with from, to, kind and their look."""
    shown = [each for each in in_order(web.alters) if show_ended or each.line != "ended"]
    where = places(web.alters)
    network = Network(directed=True)
    network.add_node(
        web.uid, label=web.short_name, title=web.name, shape="dot", x=CENTRE, y=CENTRE, kind="ego", size=26
    )
    for each in shown:
        network.add_node(
            each.uid,
            label=each.short_name,
            title=describe(each),
            shape=SHAPES.get(each.kind, "diamond"),
            x=where[each.uid].x,
            y=where[each.uid].y,
            kind=each.kind,
            counts=each.counts,
            sector=each.sector,
            size=14,
        )
        network.add_edge(web.uid, each.uid, kind=each.line, arrows="", **LINES[each.line])
    there = {each.uid for each in shown}
    for tie in web.alter_ties:
        if tie.first in there and tie.second in there:
            network.add_edge(tie.first, tie.second, kind="alters", arrows="", width=0.75, color="#b9b9c4")
    nodes, edges, *_ = network.get_network_data()
    return {"nodes": nodes, "edges": edges}


def describe(alter: AlterView) -> str:
    """Who an alter is, whether they count, who says so and when, in one line."""
    roles = " and ".join(ROLE_WORDS[role] for role in alter.roles)
    said = "; ".join(
        f"{word.informant}: {word.support}, {word.said_on.day} {word.said_on:%b %Y}" for word in alter.words
    )
    state = "counts" if alter.counts else alter.reason
    return f"{alter.name}, {roles}, {state}" + (f". {said}" if said else ".")


def explore_data(web: StudentWeb) -> dict[str, Any]:
    """What the explore view starts from: the drawing with ended ties, and the picture's size."""
    return {"size": SIZE, "name": web.name, "date": web.lens.on.isoformat(), **drawing(web, show_ended=True)}
