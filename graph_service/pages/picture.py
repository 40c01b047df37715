"""The picture: the drawing as an SVG made here, which needs no script, prints, and is the same every time."""

from typing import Any

from markupsafe import Markup

from graph_service.pages.addresses import Addresses
from graph_service.pages.drawing import drawing
from graph_service.pages.layout import CENTRE, RADII, SIZE
from graph_service.pages.rendering import render
from graph_service.workflows.views import AlterView, StudentWeb

_LEGEND_SHAPES = (
    ("student", "peer"),
    ("staff", "adult inside school"),
    ("family", "family"),
    ("", "adult outside school"),
)
_LEGEND_LINES = (
    ("strong", "supportive, strong"),
    ("weak", "supportive"),
    ("unconfirmed", "not confirmed by the other end"),
    ("stressful", "stressful"),
    ("ended", "ended"),
    ("none", "known, does not count"),
    ("alters", "they know each other"),
)


def picture(web: StudentWeb, at: Addresses, *, show_ended: bool = False) -> Markup:
    """The student's web as one SVG element with title, description, date and a legend of the marks in use."""
    drawn = drawing(web, show_ended=show_ended)
    nodes = {node["id"]: node for node in drawn["nodes"]}
    alters = {each.uid: each for each in web.alters}
    marks = [_mark(node, alters[uid], at) for uid, node in nodes.items() if uid != web.uid]
    lines = [_line(edge, nodes) for edge in drawn["edges"]]
    shapes = {_shape(node) for uid, node in nodes.items() if uid != web.uid}
    kinds = {edge["kind"] for edge in drawn["edges"]}
    text = render(
        "picture.svg",
        web=web,
        size=SIZE,
        centre=CENTRE,
        rings=sorted(RADII.values(), reverse=True),
        marks=marks,
        lines=sorted(lines, key=lambda line: line["kind"] != "alters"),
        shapes=[(shape, words) for shape, words in _LEGEND_SHAPES if shape in shapes],
        kinds=[(kind, words) for kind, words in _LEGEND_LINES if kind in kinds],
    )
    return Markup(text)  # noqa: S704 - the template escapes every value it holds


def _shape(node: dict[str, Any]) -> str:
    return node["kind"] if node["kind"] in ("student", "staff", "family") else ""


def _mark(node: dict[str, Any], alter: AlterView, at: Addresses) -> dict[str, Any]:
    page = f"/{'adults' if alter.side == 'adult' else 'students'}/{alter.uid}"
    address = at(page) if alter.may_open else f"#row-{alter.uid}"
    return {**node, "shape": _shape(node), "address": address}


def _line(edge: dict[str, Any], nodes: dict[str, dict[str, Any]]) -> dict[str, Any]:
    start, end = nodes[edge["from"]], nodes[edge["to"]]
    return {"kind": edge["kind"], "x1": start["x"], "y1": start["y"], "x2": end["x"], "y2": end["y"]}
