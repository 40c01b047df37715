"""A student's own web measured, held equal to NetworkX and to numbers worked in print."""

from collections.abc import Iterable
from datetime import date
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.ego import EgoMeasures, EgoWeb, alters_of, ego_web, measure, measure_all
from analysis.evidence import Evidence
from analysis.rule import Rule
from analysis.states import enrolled, judge_all
from graph_service.records.tables import (
    AdultRow,
    AnswerRow,
    ReportRow,
    RoundRow,
    StudentRow,
    Tables,
    TieRow,
)
from tests.analysis.random_schools import SCHOOL, School, schools
from tests.analysis.tables_to_facts import facts_of, uid_of

DAY = date(2026, 3, 2)
Pairs = Iterable[tuple[str, str]]

BORGATTI = (
    ("A", "B"), ("A", "F"), ("A", "G"), ("A", "E"), ("E", "G"),
    ("F", "G"), ("B", "G"), ("B", "D"), ("D", "G"), ("G", "C"),
)  # fmt: skip
"""Borgatti (1997): seven people, ten ties."""


def web_tables(
    students: Iterable[str], adults: Iterable[str], pairs: Pairs, complete: Iterable[str] = ()
) -> Tables:
    """Each pair is a supportive word of its first end, a student; those who answered completely say
    so in the round.
    """
    return Tables(
        students=[StudentRow(2, id, id, SCHOOL) for id in students],
        adults=[AdultRow(2, id, id, "staff" if id.startswith("t") else "mentor") for id in adults],
        rounds=[RoundRow(2, "r", SCHOOL, "student_voice", "both", DAY)],
        answers=[AnswerRow(2, "r", id, id, "answered", DAY) for id in complete],
        reports=[
            ReportRow(2, "r", ego, alter, ego, "supportive", 2, (), DAY) for ego, alter in pairs
        ],
    )


def measured(tables: Tables, ego: str) -> tuple[EgoMeasures, EgoWeb]:
    """The measures of one ego, who answered about themselves, and the web they were taken in."""
    if ego not in {row.informant_id for row in tables.answers}:
        tables.answers.append(AnswerRow(2, "r", ego, ego, "answered", DAY))
    evidence = Evidence(facts_of(tables), Rule(evidence="any"), DAY)
    states = judge_all(evidence, [uid_of(ego)])[uid_of(ego)]
    return measure(evidence, states), ego_web(evidence, uid_of(ego), alters_of(states))


def assert_as_networkx(found: EgoMeasures, web: EgoWeb) -> None:
    """Ties, constraint and effective size are those of NetworkX in the same web; an isolate's are
    missing.
    """
    graph = web.graph()
    size = len(web.alters)
    assert graph.number_of_nodes() == size + 1
    assert graph.number_of_edges() == size + (found.tied or 0)
    if not size:
        assert found.constraint is None
        assert found.effective_size is None
        return
    assert found.constraint == pytest.approx(nx.constraint(graph, [web.ego])[web.ego])
    assert found.effective_size == pytest.approx(nx.effective_size(graph, [web.ego])[web.ego])


@st.composite
def webs(draw: st.DrawFn) -> Tables:
    """An ego with up to seven peers and three adults, any of the peers tied to anybody."""
    peers = [f"s{number}" for number in range(draw(st.integers(0, 7)))]
    adults = [f"{draw(st.sampled_from('tm'))}{number}" for number in range(draw(st.integers(0, 3)))]
    possible = [*combinations(peers, 2), *((peer, adult) for peer in peers for adult in adults)]
    tied = draw(st.lists(st.sampled_from(possible), unique=True)) if possible else []
    complete = draw(st.lists(st.sampled_from(peers), unique=True)) if peers else []
    return web_tables(
        ["ego", *peers], adults, [*(("ego", alter) for alter in (*peers, *adults)), *tied], complete
    )


@given(webs())
@settings(deadline=None)
def test_random_webs_measure_as_in_networkx(tables: Tables) -> None:
    """Constraint and effective size agree with NetworkX, and the web holds the ties that were drawn
    and no other.
    """
    found, web = measured(tables, "ego")
    among = [row for row in tables.reports if row.student_id != "ego"]
    drawn = {tuple(sorted((uid_of(row.student_id), uid_of(row.alter_id)))) for row in among}
    assert set(web.tied) == drawn
    assert found.size == len(tables.students) - 1 + len(tables.adults)
    assert_pairs_fit(found)
    assert_as_networkx(found, web)


def assert_pairs_fit(found: EgoMeasures) -> None:
    """Each count of pairs is at most the wider one, and each density the one count divided by the
    other, or missing.
    """
    tied, observable, possible, answered_tied, answered = (
        number or 0
        for number in (
            found.tied,
            found.observable,
            found.possible,
            found.answered_tied,
            found.answered,
        )
    )
    assert answered_tied <= tied <= observable <= possible
    assert answered_tied <= answered <= observable
    assert found.density == (tied / observable if observable else None)
    assert found.answered_density == (answered_tied / answered if answered else None)


@given(schools())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_webs_of_random_schools_measure_as_in_networkx(school: School) -> None:
    """The same holds of every student of schools full of edge cases, and no measure is ever not a
    number.
    """
    facts = facts_of(school.tables)
    evidence = Evidence(facts, school.rule, school.on)
    states = judge_all(evidence, enrolled(facts, school.on, SCHOOL))
    for ego, found in measure_all(evidence, states).items():
        adult, peer = states[ego]
        assert_as_networkx(found, ego_web(evidence, ego, alters_of(states[ego])))
        assert all(number is None or number == number for number in found)  # noqa: PLR0124  not a number differs from itself
        assert found.adults == (adult.n if adult.observing else None)
        assert found.peers == (peer.n if peer.observing else None)
        assert found.size == (adult.n + peer.n if adult.observing and peer.observing else None)
        assert found.adults is None or (found.inside or 0) + (found.outside or 0) == found.adults
        assert_pairs_fit(found)


@pytest.mark.parametrize(
    ("ego", "size", "tied", "effective_size", "constraint"),
    [("A", 4, 3, 2.50, 0.684), ("B", 3, 2, None, 0.840), ("G", 6, 4, 4.67, None)],
)
def test_borgattis_seven_people_measure_as_in_print(
    ego: str, size: int, tied: int, effective_size: float | None, constraint: float | None
) -> None:
    """The worked numbers of Borgatti (1997), taken in the ego's own web."""
    found, web = measured(web_tables("ABCDEFG", (), BORGATTI), ego)
    assert (found.size, found.tied) == (size, tied)
    if effective_size is not None:
        assert found.effective_size == pytest.approx(effective_size, abs=0.005)
    if constraint is not None:
        assert found.constraint == pytest.approx(constraint, abs=0.0005)
    assert_as_networkx(found, web)


def test_an_isolate_has_no_effective_size_and_no_constraint() -> None:
    """A student without alters has counts of nought; what is undefined is missing, and the web is
    one person.
    """
    found, web = measured(web_tables(["ego"], (), ()), "ego")
    assert found == (0, 0, 0, 0, 0, 0, 0, 0, 0, None, 0, 0, None, None, None)
    assert list(web.graph()) == [uid_of("ego")]


def test_one_alter_constrains_wholly_and_makes_no_pair() -> None:
    """With one alter the effective size and the constraint are one, and there is no pair whose tie
    could be seen.
    """
    found, _ = measured(web_tables(["ego"], ["t1"], [("ego", "t1")]), "ego")
    assert (found.size, found.adults, found.inside, found.possible) == (1, 1, 1, 0)
    assert (found.density, found.effective_size, found.constraint) == (None, 1.0, 1.0)


def test_a_pure_star_is_constrained_by_one_over_its_size() -> None:
    """Four alters without a tie, each of whom answered completely: density nought, effective size
    four, constraint ¼.
    """
    alters = ["s1", "s2", "s3", "s4"]
    found, _ = measured(
        web_tables(["ego", *alters], (), [("ego", alter) for alter in alters], alters), "ego"
    )
    assert (found.tied, found.observable, found.possible) == (0, 6, 6)
    assert (found.density, found.effective_size, found.constraint) == (0.0, 4.0, 0.25)


def test_without_an_observable_pair_density_is_missing() -> None:
    """Where no alter answered, that nobody told of a tie says nothing: density is missing, not
    nought.
    """
    alters = ["s1", "s2", "t1"]
    found, _ = measured(
        web_tables(["ego", "s1", "s2"], ["t1"], [("ego", alter) for alter in alters]), "ego"
    )
    assert (found.tied, found.observable, found.possible) == (0, 0, 3)
    assert found.density is None


def test_a_peers_complete_answer_makes_their_pairs_observable() -> None:
    """Of three peers and two adults, one peer's answer shows their four pairs; a pair of adults is
    never seen.
    """
    alters = ["s1", "s2", "s3", "t1", "t2"]
    tables = web_tables(
        ["ego", *alters[:3]],
        alters[3:],
        [*(("ego", alter) for alter in alters), ("s1", "t1")],
        ["s1"],
    )
    found, _ = measured(tables, "ego")
    assert (found.tied, found.observable, found.possible) == (1, 4, 10)
    assert found.density == 0.25


def test_a_pair_that_a_tie_alone_reveals_is_left_out_of_the_density_by_answers() -> None:
    """Three peers, of whom one answered: two pairs are shown, one of them tied; the third is known
    since it is tied.
    """
    alters = ["s1", "s2", "s3"]
    pairs = [*(("ego", alter) for alter in alters), ("s1", "s2"), ("s2", "s3")]
    found, _ = measured(web_tables(["ego", *alters], (), pairs, ["s1"]), "ego")
    assert (found.tied, found.observable, found.density) == (2, 3, 2 / 3)
    assert (found.answered_tied, found.answered, found.answered_density) == (1, 2, 0.5)


def test_a_side_that_nobody_observed_has_no_counts() -> None:
    """Asked about peers alone, a student's adults are not nought but missing, and with them the
    size of the web.
    """
    tables = web_tables(
        ["ego", "s1", "s2"], ["t1"], [("ego", alter) for alter in ("s1", "s2", "t1")], ["ego", "s1"]
    )
    tables.rounds = [row._replace(asks="peers") for row in tables.rounds]
    found, web = measured(tables, "ego")
    assert (found.size, found.adults, found.inside, found.outside, found.role_diversity) == (
        None,
    ) * 5
    assert (found.peers, found.possible, found.observable, found.effective_size) == (2, 1, 1, 2.0)
    assert set(web.alters) == {uid_of("s1"), uid_of("s2")}


def test_where_nobody_observed_either_side_every_measure_is_missing() -> None:
    """Two people are known to be there, and how many there are is not known."""
    tables = web_tables(["ego", "s1"], ["t1"], [("ego", "s1"), ("ego", "t1")])
    evidence = Evidence(facts_of(tables), Rule(evidence="any"), DAY)
    states = judge_all(evidence, [uid_of("ego")])[uid_of("ego")]
    assert (states.adult.n, states.peer.n) == (1, 1)
    assert set(measure(evidence, states)) == {None}


def test_a_role_tie_between_alters_ties_them() -> None:
    """A tie in force between two alters counts without a word; one that has ended does not."""
    tables = web_tables(
        ["ego", "s1", "s2"], ["m1"], [("ego", alter) for alter in ("s1", "s2", "m1")]
    )
    tables.ties = [TieRow(2, "s2", "s1", "peer"), TieRow(3, "s1", "m1", "mentor", None, DAY)]
    found, web = measured(tables, "ego")
    assert web.tied == (tuple(sorted((uid_of("s1"), uid_of("s2")))),)
    assert (found.tied, found.inside, found.outside, found.role_diversity) == (1, 0, 1, 2)


def test_a_pair_that_a_reader_may_not_look_at_is_not_observable() -> None:
    """Two peers answered completely; a reader with neither in scope learns neither a tie nor its
    absence.
    """
    tables = Tables(
        students=[StudentRow(2, name, name.title(), SCHOOL) for name in ("ann", "bea", "cal")],
        rounds=[RoundRow(2, "r1", SCHOOL, "student_voice", "both", date(2026, 10, 1))],
        answers=[
            AnswerRow(2, "r1", name, name, "answered", date(2026, 10, 2))
            for name in ("ann", "bea", "cal")
        ],
        reports=[ReportRow(2, "r1", "ann", alter, "ann", "supportive") for alter in ("bea", "cal")],
    )
    facts = facts_of(tables)
    evidence = Evidence(facts, Rule(), date(2026, 11, 24))
    states = judge_all(evidence, [uid_of("ann")])[uid_of("ann")]
    assert measure(evidence, states).density == 0.0
    narrow = measure(evidence, states, frozenset({uid_of("ann")}))
    assert (narrow.observable, narrow.density) == (0, None)
