"""Figures of the whole network: known numbers, and silence that is not loneliness."""

import networkx as nx
import pytest

from analysis.network.cohesion import Cohesion, cohesion
from analysis.network.drawn import drawn
from analysis.network.whole import (
    advisory_modularity,
    grade_assortativity,
    in_centralisation,
    isolates,
    named_by_nobody,
    naming_density,
    one_tie,
    out_centralisation,
    reciprocity,
    transitivity,
)
from tests.analysis.network.test_place import CLUB, KITE


def test_transitivity_of_known_graphs() -> None:
    """The kite .5789 and the karate club .2557, as R gives them."""
    assert transitivity(KITE) == pytest.approx(0.5789, abs=5e-5)
    assert transitivity(CLUB) == pytest.approx(0.2557, abs=5e-5)


def test_a_silent_student_does_not_lower_reciprocity_or_density() -> None:
    """Ana names Ben, who names her back, and Cal, who did not answer: all that could be is 1."""
    network = drawn("Ana>Ben Ben>Ana Ana>Cal Ben>Cal", unanswered="Cal")
    assert reciprocity(network) == 1
    assert naming_density(network) == 1


def test_isolates_are_those_who_answered_and_have_nobody() -> None:
    """Dee was silent and nobody named Dee: that is unknown, and Dee is in no share of isolates."""
    network = drawn("Ana>Ben", others="Cal", unanswered="Dee")
    assert isolates(network) == pytest.approx(1 / 3)
    assert one_tie(network) == pytest.approx(2 / 3)
    assert named_by_nobody(network) == pytest.approx(3 / 4)


def test_students_who_only_name_their_own_grade() -> None:
    """Assortativity 1 and modularity ½ with two equal grades; missing with one grade alone."""
    two = drawn("Ana>Ben Cal>Dee", advisories="Ana:9 Ben:9 Cal:10 Dee:10")
    one = drawn("Ana>Ben Cal>Dee", advisories="Ana:9 Ben:9 Cal:9 Dee:9")
    assert (grade_assortativity(two), advisory_modularity(two)) == (1, 0.5)
    assert (grade_assortativity(one), advisory_modularity(one)) == (None, 0)


def test_centralisation_of_a_star_and_a_ring() -> None:
    """All name one: 1 for being named. Each names the next: 0."""
    star, ring = drawn("Ben>Ana Cal>Ana Dee>Ana"), drawn("Ana>Ben Ben>Cal Cal>Ana")
    assert in_centralisation(star) == 1
    assert out_centralisation(star) == pytest.approx(1 / 9)
    assert (in_centralisation(ring), out_centralisation(ring)) == (0, 0)
    assert in_centralisation(drawn("Ana>Ben")) is None


def test_the_cohesion_of_an_advisory() -> None:
    """Five of red name in a ring, and one names outside; blue is too small to be told of."""
    ring = nx.cycle_graph(["Ana", "Ben", "Cal", "Dee", "Eli"])
    arcs = " ".join(f"{one}>{other}" for one, other in ring.edges)
    red = " ".join(f"{one}:red" for one in ring)
    network = drawn(f"{arcs} Ana>Fay", advisories=f"{red} Fay:blue")
    assert list(cohesion(network)) == [
        Cohesion("blue", 1, 1, None, None),
        Cohesion("red", 5, 5, 5 / 20, 5 / 6),
    ]
