"""States and all measures of a school, from its facts in memory, beside NetworkX and igraph on
the same ego webs.

The two libraries are given the webs ready made and compute density, effective size and constraint;
ours begins with the facts and judges every tie first. The search for garbage
leaves out what is loaded, as in the service. ``python -m benchmarks.measures [STUDENTS]``
"""

import gc
import sys
from collections.abc import Mapping, Sequence

import igraph
import networkx as nx

from analysis.evidence import Evidence
from analysis.facts import Facts
from analysis.measures import MEASURES
from analysis.measures.ego_web import EgoWeb, ego_web
from analysis.measures.register import measured_in_bulk
from analysis.network import PLACE_MEASURES, WHOLE_MEASURES
from analysis.network.friendships import friendships
from analysis.rule import Rule
from analysis.states import StudentStates, judge_all
from benchmarks.contest import contest, report
from benchmarks.school import DAY, facts, tables

OURS = "Support Web: states and measures"


def whole(known: Facts, students: Sequence[str]) -> None:
    """The work of a school's page after a write: everything judged and measured."""
    evidence = Evidence(known, Rule(), DAY)
    measured_all(evidence, judge_all(evidence, students))


def measured_all(evidence: Evidence, states: Mapping[str, StudentStates]) -> None:
    """Every measure of every student whose states were judged."""
    measured_in_bulk(MEASURES, (ego_web(evidence, sides) for sides in states.values()))


def network_measured(evidence: Evidence, students: Sequence[str]) -> None:
    """Every measure of each student's place in the school's network, and of the whole."""
    network = friendships(evidence, students, {}, dict.fromkeys(students, "one"))
    for place in PLACE_MEASURES:
        place.of(network)
    for whole_figure in WHOLE_MEASURES:
        whole_figure.of(network)


def with_networkx(webs: Sequence[EgoWeb]) -> None:
    """The three measures with NetworkX alone."""
    for web in webs:
        graph = web.graph
        if web.alters:
            nx.density(graph.subgraph([alter.uid for alter in web.alters]))
            nx.effective_size(graph, nodes=[web.ego])
            nx.constraint(graph, nodes=[web.ego])


def with_igraph(webs: Sequence[EgoWeb]) -> None:
    """The three measures with igraph's C code."""
    for web in webs:
        size = len(web.alters)
        if size == 0:
            continue
        number = {alter.uid: place for place, alter in enumerate(web.alters, start=1)}
        among = [(number[first], number[second]) for first, second in web.pairs.tied]
        graph = igraph.Graph(size + 1, [*((0, place) for place in number.values()), *among])
        graph.constraint([0])
        alters = graph.induced_subgraph(range(1, size + 1))
        alters.density()
        _ = size - 2 * alters.ecount() / size


def main(students: int = 2000) -> None:
    """Print the figures for a school of this many students."""
    made = tables(students)
    known = facts(made)
    egos = [row.id for row in made.students]
    evidence = Evidence(known, Rule(), DAY)
    states = judge_all(evidence, egos)
    webs = [ego_web(evidence, states[ego]) for ego in egos]
    _ = [web.graph for web in webs]
    gc.freeze()
    seconds = contest(
        {
            OURS: lambda: whole(known, egos),
            "of which the measures": lambda: measured_all(evidence, states),
            "Support Web: the school's network": lambda: network_measured(evidence, egos),
            "NetworkX alone, measures only": lambda: with_networkx(webs),
            "igraph, measures only": lambda: with_igraph(webs),
        }
    )
    rows = len(made.ties) + len(made.reports)
    mean = sum(len(web.alters) for web in webs) / len(webs)
    report(
        f"{students} students, {rows} ties and reports, {mean:.1f} alters that count a student",
        seconds,
        OURS,
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
