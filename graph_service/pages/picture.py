"""The picture: the drawing as an SVG made here, which needs no script, prints, and is the same
every time.
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from graph_service.pages.addresses import Addresses
from graph_service.pages.drawing import Drawing
from graph_service.pages.layout import RADIUS
from graph_service.pages.rendering import render
from graph_service.workflows.webs.views import AlterView, StudentWeb

_LEGEND_SHAPES = (
    ("dot", "peer"),
    ("square", "adult inside school"),
    ("house", "family"),
    ("diamond", "adult outside school"),
)
_LEGEND_LINES = (
    ("strong", "supportive, strong"),
    ("weak", "supportive"),
    ("unconfirmed", "not confirmed by the other end"),
    ("stressful", "stressful"),
    ("ended", "ended, or away"),
    ("none", "known, does not count"),
    ("alters", "they know each other"),
)
_ROW = 26
_HEAD = 64
_WARNED = 86
"""As _HEAD, with the line that says not to pass it on."""


def picture(web: StudentWeb, at: Addresses, drawn: Drawing, *, on_page: bool = False) -> Markup:
    """The student's web, ``drawn``, as one SVG element with title and description; below stand
    name, date and a legend of the marks in use.

    ``on_page``, where all that stands beside it, what is below is outside the view until the
    picture is saved.
    """
    nodes = {node["id"]: node for node in drawn.nodes}
    alters = {alter.uid: alter for alter in web.alters}
    marks = [_mark(node, alters[uid], at) for uid, node in nodes.items() if uid != web.uid]
    entries = legend(drawn.nodes, drawn.edges)
    view = drawn.layout.view
    rows = -(-len(entries) // 2)
    head = _WARNED if web.confidential else _HEAD
    height, below = view.bottom - view.top, head + _ROW * rows
    text = render(
        "picture.svg",
        web=web,
        ego=nodes[web.uid]["label"],
        asked=web.adult.observed and web.peer.observed,
        view=view,
        width=view.right - view.left,
        height=height if on_page else height + below,
        below=below if on_page else 0,
        rings=drawn.layout.rings[::-1],
        radius=RADIUS,
        marks=marks,
        lines=sorted((_line(edge, nodes) for edge in drawn.edges),
        key=lambda line: line["kind"] != "alters"),
        locks=[*_locks(drawn.edges, nodes)],
        legend=[
            (*entry, view.left + 20 + (index // rows) * (view.right - view.left) / 2,
            view.bottom + head + _ROW * (index % rows))
            for index, entry in enumerate(entries)
        ],
    )  # fmt: skip
    return Markup(text)  # noqa: S704 - the template escapes every value it holds


def legend(
    nodes: Collection[dict[str, Any]], edges: Collection[dict[str, Any]]
) -> list[tuple[str, str, str]]:
    """The marks in use, and no others: (shape or line, which, what it means)."""
    shapes = {node["shape"] for node in nodes}
    kinds = {edge["kind"] for edge in edges}
    found = [("shape", shape, words) for shape, words in _LEGEND_SHAPES if shape in shapes]
    found += [("line", kind, words) for kind, words in _LEGEND_LINES if kind in kinds]
    locked = any(mark.get("confidential") for mark in (*nodes, *edges))
    return found + [("lock", "lock", "rests on words in confidence")] * locked


def _mark(node: dict[str, Any], alter: AlterView, at: Addresses) -> dict[str, Any]:
    page = f"/{'adults' if alter.side == 'adult' else 'students'}/{alter.uid}"
    return {**node, "address": at(page) if alter.may_open else f"#row-{alter.uid}"}


def _locks(
    edges: Sequence[dict[str, Any]], nodes: Mapping[str, dict[str, Any]]
) -> Iterator[tuple[float, float]]:
    """Where the locks stand: beside a mark, and in the middle of a line between two alters."""
    for node in nodes.values():
        if node.get("confidential"):
            yield node["x"] + RADIUS + 3, node["y"] - RADIUS
    for edge in edges:
        if edge.get("confidential"):
            start, end = nodes[edge["from"]], nodes[edge["to"]]
            yield round((start["x"] + end["x"]) / 2, 1), round((start["y"] + end["y"]) / 2, 1)


def _line(edge: dict[str, Any], nodes: dict[str, dict[str, Any]]) -> dict[str, Any]:
    start, end = nodes[edge["from"]], nodes[edge["to"]]
    ends = (start["x"], start["y"], end["x"], end["y"])
    return {
        "kind": edge["kind"],
        "path": jagged(*ends) if edge["kind"] == "stressful" else straight(*ends),
    }


def straight(x1: float, y1: float, x2: float, y2: float) -> str:
    """A straight line, as the path of an SVG."""
    return f"M{x1} {y1}L{x2} {y2}"


def jagged(x1: float, y1: float, x2: float, y2: float) -> str:
    """A jagged line between the two points, as the path of an SVG."""
    length = math.hypot(x2 - x1, y2 - y1)
    teeth = max(int(length / 9), 2)
    across = (-(y2 - y1) / length, (x2 - x1) / length) if length else (0.0, 0.0)
    points = [(x1, y1)]
    for tooth in range(1, teeth):
        along, side = tooth / teeth, 5 if tooth % 2 else -5
        points.append(
            (x1 + (x2 - x1) * along + across[0] * side, y1 + (y2 - y1) * along + across[1] * side)
        )
    points.append((x2, y2))
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
