"""A student's own web is built from the states: who counts, on the sides that were observed."""

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.evidence import Evidence
from analysis.measures import MEASURES
from analysis.measures.ego_web import ego_web
from analysis.measures.register import measured, measured_in_bulk
from analysis.states import enrolled, judge_all
from graph_service.records.tables import Tables
from tests.analysis.measures.webs import value, web_of, web_tables
from tests.analysis.random_schools import SCHOOL, School, schools
from tests.analysis.tables_to_facts import facts_of, uid_of


@st.composite
def drawn(draw: st.DrawFn) -> Tables:
    """An ego with up to seven peers and three adults, any of the peers tied to anybody."""
    peers = [f"s{number}" for number in range(draw(st.integers(0, 7)))]
    adults = [f"{draw(st.sampled_from('tm'))}{number}" for number in range(draw(st.integers(0, 3)))]
    possible = [
        *combinations(peers, 2),
        *((peer, adult) for peer in peers for adult in adults),
    ]
    tied = draw(st.lists(st.sampled_from(possible), unique=True)) if possible else []
    complete = draw(st.lists(st.sampled_from(peers), unique=True)) if peers else []
    around = [("ego", alter) for alter in (*peers, *adults)]
    return web_tables(["ego", *peers], adults, [*around, *tied], complete)


@given(drawn())
@settings(deadline=None)
def test_the_web_holds_the_ties_that_were_said_and_no_other(tables: Tables) -> None:
    """The graph of NetworkX is the ego, who counts, their ties to the ego and among themselves."""
    web = web_of(tables, "ego")
    among = [row for row in tables.reports if row.student_id != "ego"]
    said = {tuple(sorted((uid_of(row.student_id), uid_of(row.alter_id)))) for row in among}
    assert web.pairs.tied == said
    assert web.size == len(tables.students) - 1 + len(tables.adults)
    assert web.graph.number_of_nodes() == web.size + 1
    assert web.graph.number_of_edges() == web.size + len(said)


@given(schools())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_students_of_random_schools_measure_the_same_in_bulk(school: School) -> None:
    """Schools full of edge cases: NetworkX on each web, and the bulk form over all of them."""
    facts = facts_of(school.tables)
    evidence = Evidence(facts, school.rule, school.on)
    states = judge_all(evidence, enrolled(facts, school.on, SCHOOL))
    singly = [measured(MEASURES, ego_web(evidence, side)) for side in states.values()]
    in_bulk = measured_in_bulk(MEASURES, (ego_web(evidence, side) for side in states.values()))
    assert singly == in_bulk
    for (adult, peer), row in zip(states.values(), singly, strict=True):
        assert row["adults"] == (adult.n if adult.observing else None)
        assert row["peers"] == (peer.n if peer.observing else None)


@given(schools())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_effective_size_and_constraint_are_those_of_networkx(school: School) -> None:
    """On a graph built here from what the web says of ties."""
    facts = facts_of(school.tables)
    evidence = Evidence(facts, school.rule, school.on)
    for ego, states in judge_all(evidence, enrolled(facts, school.on, SCHOOL)).items():
        web = ego_web(evidence, states)
        graph: nx.Graph[str] = nx.Graph([(ego, alter.uid) for alter in web.alters])
        graph.add_edges_from(web.pairs.tied)
        (row,) = measured_in_bulk(MEASURES, [web])
        if not web.size:
            assert (row["constraint"], row["effective_size"]) == (None, None)
        else:
            assert row["constraint"] == pytest.approx(nx.constraint(graph, nodes=[ego])[ego])
            size = nx.effective_size(graph, nodes=[ego])[ego]
            assert row["effective_size"] == pytest.approx(size)


def test_an_isolate_has_counts_of_nought_and_nothing_else() -> None:
    """Their sizes are 0; density, effective size and constraint are missing."""
    web = web_of(web_tables(["ego"], (), ()), "ego")
    assert (value("network_size", web), value("pairs_tied", web)) == (0, 0)
    assert (value("density", web), value("constraint", web)) == (None, None)


def test_a_side_that_nobody_observed_has_no_counts() -> None:
    """Asked about peers alone, a student's adults are missing, not nought; so is their size."""
    pairs = [("ego", alter) for alter in ("s1", "s2", "t1")]
    tables = web_tables(["ego", "s1", "s2"], ["t1"], pairs, ["ego", "s1"])
    tables.rounds = [row._replace(asks="peers") for row in tables.rounds]
    web = web_of(tables, "ego")
    assert {alter.uid for alter in web.alters} == {uid_of("s1"), uid_of("s2")}
    names = ("network_size", "adults", "adults_inside_school", "adults_outside_school")
    assert [value(name, web) for name in (*names, "role_diversity")] == [None] * 5
    assert (value("peers", web), value("pairs_possible", web)) == (2, 1)
    assert (value("pairs_observable", web), value("effective_size", web)) == (1, 2)


def test_where_nobody_observed_either_side_every_measure_is_missing() -> None:
    """Two people are known to be there, and how many there are is not known."""
    tables = web_tables(["ego", "s1"], ["t1"], [("ego", "s1"), ("ego", "t1")])
    web = web_of(tables, "ego", answered=False)
    assert web.alters == ()
    assert set(measured(MEASURES, web).values()) == {None}
