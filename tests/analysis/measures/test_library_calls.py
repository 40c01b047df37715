"""Calls of NetworkX that give a wrong number, or never end, stand nowhere in the program."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[3]
BANNED = {
    "louvain_communities": "it never ends on some graphs",
    "leiden_communities": "NetworkX does not have it",
    "average_clustering": "it counts a node below two neighbours as 0",
    "closeness_centrality": "it scales by component; take harmonic closeness",
    "network_simplex": "it may loop for ever on fractions",
    "from_nx": "it changes the graph it is given",
}
BY_NODE = ("effective_size", "constraint")
"""They are asked for named nodes: a bare ``effective_size`` is wrong on some graphs."""


def calls(source: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call in the source with the last part of its name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            yield name, node


def faults(source: str) -> list[str]:
    """The faults of the calls of NetworkX in a source."""
    found = []
    for name, call in calls(source):
        if name in BANNED:
            found.append(f"line {call.lineno}: {name}: {BANNED[name]}")
        of_networkx = name in BY_NODE and isinstance(call.func, ast.Attribute)
        if of_networkx and all(keyword.arg != "nodes" for keyword in call.keywords):
            found.append(f"line {call.lineno}: {name} without nodes=")
    return found


def test_no_call_of_a_library_gives_a_wrong_number() -> None:
    """In the analysis and the service."""
    sources = [*HOUSE.glob("analysis/**/*.py"), *HOUSE.glob("graph_service/**/*.py")]
    assert len(sources) > 100
    wrong = [
        f"{path.name} {fault}" for path in sources for fault in faults(path.read_text("utf-8"))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "line",
    ["nx.effective_size(graph)", "nx.constraint(graph, [ego])", "nx.average_clustering(graph)"],
)
def test_such_a_call_is_seen(line: str) -> None:
    """A planted one of each kind."""
    assert len(faults(line)) == 1
