"""The picture: the drawing as an SVG made here, which needs no script, prints, and is the same
every time.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from graph_service.pages.addresses import Addresses
from graph_service.pages.drawing import Drawing
from graph_service.pages.layout import PHONE, RADIUS, WIDE
from graph_service.pages.paths import around, jagged, middle_around, straight
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


def picture(
    web: StudentWeb,
    at: Addresses,
    drawn: Drawing,
    *,
    on_page: bool = False,
    phone: bool = False,
) -> Markup:
    """The student's web, ``drawn``, as one SVG element with title and description; below stand
    name, date and a legend of the marks in use.

    ``on_page``, where all that stands beside it, what is below is outside the view until the
    picture is saved. The one for a ``phone`` stands beside the other on a page.
    """
    nodes = {node["id"]: node for node in drawn.nodes}
    alters = {alter.uid: alter for alter in web.alters}
    names = drawn.layout.names
    marks = [
        {**_mark(node, alters.get(uid), at, web), "name": names[uid]}
        for uid, node in nodes.items()
        if uid != web.uid
    ]
    entries = legend(drawn.nodes, drawn.edges)
    view = drawn.layout.view
    rows = -(-len(entries) // 2)
    head = _WARNED if web.confidential else _HEAD
    height, below = view.bottom - view.top, head + _ROW * rows
    text = render(
        "picture.svg",
        web=web,
        id="phone" if phone else "web",
        phone=phone,
        letters=(PHONE if phone else WIDE).letters,
        ego=nodes[web.uid]["label"],
        asked=web.adult.observed and web.peer.observed,
        view=view,
        width=view.right - view.left,
        height=height if on_page else height + below,
        below=below if on_page else 0,
        rings=drawn.layout.rings[::-1],
        radius=RADIUS,
        marks=marks,
        lines=sorted((_line(edge, nodes, drawn.layout.lane) for edge in drawn.edges),
        key=lambda line: line["kind"] != "alters"),
        locks=[*_locks(drawn.edges, nodes, drawn.layout.lane)],
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


def _mark(
    node: dict[str, Any], alter: AlterView | None, at: Addresses, web: StudentWeb
) -> dict[str, Any]:
    if alter is None:
        return {**node, "address": at(f"/students/{web.uid}", known="all")}
    page = f"/{'adults' if alter.side == 'adult' else 'students'}/{alter.uid}"
    return {**node, "address": at(page) if alter.may_open else f"#row-{alter.uid}"}


def _locks(
    edges: Sequence[dict[str, Any]],
    nodes: Mapping[str, dict[str, Any]],
    lane: tuple[float, float],
) -> Iterator[tuple[float, float]]:
    """Where the locks stand: beside a mark, and in the middle of a line between two alters."""
    for node in nodes.values():
        if node.get("confidential"):
            yield node["x"] + RADIUS - 1, node["y"] - RADIUS + 2
    for edge in edges:
        if edge.get("confidential"):
            yield middle_around(_ends(edge, nodes), lane)


def _line(
    edge: dict[str, Any], nodes: dict[str, dict[str, Any]], lane: tuple[float, float]
) -> dict[str, Any]:
    ends = _ends(edge, nodes)
    if edge["kind"] == "alters":
        path = around(*ends, lane)
    else:
        path = jagged(*ends) if edge["kind"] == "stressful" else straight(*ends)
    return {"kind": edge["kind"], "path": path, "alters": (edge["from"], edge["to"])}


def _ends(
    edge: Mapping[str, Any], nodes: Mapping[str, dict[str, Any]]
) -> tuple[float, float, float, float]:
    start, end = nodes[edge["from"]], nodes[edge["to"]]
    return start["x"], start["y"], end["x"], end["y"]
