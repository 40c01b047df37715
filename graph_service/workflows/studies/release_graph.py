"""The web of a whole study as a graph: students and their alters, and a tie from each student to
each alter who counts.

A tie is dated by the waves in which it was shown, to the month. Gephi, igraph and d3 read these
files. A missing value is left out, since no format has a word for it.
"""

import calendar
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import networkx as nx

from graph_service.workflows.studies.waves import spells

_WRITTEN_ON = re.compile(r' lastmodifieddate="[^"]*"')


class ShownTie(NamedTuple):
    """An alter who counts in a student's web, by their codes, in one wave."""

    ego: str
    alter: str
    side: str
    roles: str
    wave: str


class GraphFiles(NamedTuple):
    """The web of one day, and that of all waves with a start and an end."""

    graphml: str
    gexf: str
    json: str


def graph_files(
    people: Mapping[str, Mapping[str, object]], ties: Sequence[ShownTie], day: str, waves: list[str]
) -> GraphFiles:
    """The files of a web.

    ``people`` are told by their codes, missing values left out. ``day`` is the wave of the
    release's own day, and the last of ``waves``.
    """
    here = _graph(people, [tie for tie in ties if tie.wave == day])
    return GraphFiles(
        "\n".join(nx.generate_graphml(here)) + "\n",
        _gexf(_dated(people, ties, waves)),
        json.dumps(nx.node_link_data(here, edges="edges"), indent=1, sort_keys=True) + "\n",
    )


def _graph(
    people: Mapping[str, Mapping[str, object]], ties: Iterable[ShownTie]
) -> "nx.DiGraph[str]":
    graph: nx.DiGraph[str] = nx.DiGraph()
    for code, told in people.items():
        graph.add_node(code, **{name: value for name, value in told.items() if value is not None})
    for tie in ties:
        graph.add_edge(tie.ego, tie.alter, side=tie.side, roles=tie.roles)
    return graph


def _dated(
    people: Mapping[str, Mapping[str, object]], ties: Sequence[ShownTie], waves: list[str]
) -> "nx.DiGraph[str]":
    """The ties of all waves, each with the months in which it was shown."""
    graph = _graph(people, ties)
    graph.graph["mode"] = "dynamic"
    shown: dict[tuple[str, str], list[str]] = {}
    for tie in ties:
        shown.setdefault((tie.ego, tie.alter), []).append(tie.wave)
    for (ego, alter), months in shown.items():
        runs = spells(months, waves)
        graph.edges[ego, alter]["spells"] = [(_first(begun), _last(ended)) for begun, ended in runs]
    return graph


def _gexf(graph: "nx.DiGraph[Any]") -> str:
    """GEXF without the day on which it was written: the same web is the same bytes."""
    return _WRITTEN_ON.sub("", "\n".join(nx.generate_gexf(graph))) + "\n"


def _first(month: str) -> str:
    return f"{month}-01"


def _last(month: str) -> str:
    first = date.fromisoformat(_first(month))
    return f"{month}-{calendar.monthrange(first.year, first.month)[1]:02}"
