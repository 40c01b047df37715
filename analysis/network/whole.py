"""Figures of the whole network of a school's students.

A figure that depends on answers is taken over those who answered; so a low response does not look
like a lonely school.
"""

from collections.abc import Mapping
from math import isnan

import networkx as nx

from analysis.network.friendships import Friendships
from analysis.network.register import WHOLES, measure_in

NO_ANSWER = "no student has an answer in force about peers"
NO_TIE = "nobody named anybody"


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


@measure_in(
    WHOLES,
    label="Density",
    unit="share of pairs",
    range=(0, 1),
    formula="namings ÷ (students who answered × the other students)",
    missing_when=f"{NO_ANSWER}; or there is one student",
    source="Wasserman and Faust 1994",
)
def naming_density(network: Friendships) -> float | None:
    """The share of all namings there could be that were made.

    >>> naming_density(drawn("Ana>Ben Ben>Ana Ana>Cal", unanswered="Cal"))
    0.75
    """
    return _share(len(network.arcs), len(network.answered) * (len(network.students) - 1))


@measure_in(
    WHOLES,
    label="Reciprocity",
    unit="share of namings",
    range=(0, 1),
    formula="namings returned ÷ namings between two students who both answered",
    missing_when="no student named another who answered",
    source="Wasserman and Faust 1994",
)
def reciprocity(network: Friendships) -> float | None:
    """The share of namings that are returned, where both students answered.

    >>> reciprocity(drawn("Ana>Ben Ben>Ana Ana>Cal Ana>Dee Dee>Ben"))
    0.4
    """
    asked = network.both_answered
    return _share(sum((other, one) in network.arcs for one, other in asked), len(asked))


@measure_in(
    WHOLES,
    label="Transitivity",
    unit="share",
    range=(0, 1),
    formula="3 × triangles ÷ pairs of ties that meet in a student",
    missing_when="nobody has two ties",
    source="Wasserman and Faust 1994",
)
def transitivity(network: Friendships) -> float | None:
    """How often two students tied to a third are tied to each other.

    >>> transitivity(drawn("Ana>Ben Ben>Cal Cal>Ana Cal>Dee"))
    0.6
    """
    two = any(degree >= 2 for _, degree in network.graph.degree)
    return float(nx.transitivity(network.graph)) if two else None


def _assortativity(network: Friendships, group: Mapping[str, str]) -> float | None:
    """Newman's coefficient over namings; None where it is not defined."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from(arc for arc in sorted(network.arcs) if arc[0] in group and arc[1] in group)
    if len({group[one] for one in graph}) < 2:
        return None
    nx.set_node_attributes(graph, {one: group[one] for one in graph}, "group")
    found = float(nx.attribute_assortativity_coefficient(graph, "group"))
    return None if isnan(found) else found


def _modularity(network: Friendships, group: Mapping[str, str]) -> float | None:
    """Newman's modularity of the groups; None where no tie joins two who are in one."""
    graph = network.graph.subgraph(group)
    if not graph.number_of_edges():
        return None
    members: dict[str, set[str]] = {}
    for one in graph:
        members.setdefault(group[one], set()).add(one)
    return float(nx.community.modularity(graph, members.values()))


ONE_GROUP = "students of one group alone name each other"


@measure_in(
    WHOLES,
    label="Assortativity by grade",
    unit="index",
    range=(-1, 1),
    formula="(Σ eᵢᵢ − Σ aᵢbᵢ) ÷ (1 − Σ aᵢbᵢ) over namings between grades i",
    missing_when=f"{NO_TIE} of a known grade; or {ONE_GROUP}",
    source="Newman 2003",
)
def grade_assortativity(network: Friendships) -> float | None:
    """How far students name those of their own grade: 1 always, 0 as chance would.

    >>> grade_assortativity(drawn("Ana>Ben Cal>Dee", advisories="Ana:9 Ben:9 Cal:10 Dee:10"))
    1.0
    """
    return _assortativity(network, network.grades)


@measure_in(
    WHOLES,
    label="Assortativity by advisory",
    unit="index",
    range=(-1, 1),
    formula="(Σ eᵢᵢ − Σ aᵢbᵢ) ÷ (1 − Σ aᵢbᵢ) over namings between advisories i",
    missing_when=f"{NO_TIE} of a known advisory; or {ONE_GROUP}",
    source="Newman 2003",
)
def advisory_assortativity(network: Friendships) -> float | None:
    """How far students name those of their own advisory: 1 always, 0 as chance would.

    >>> advisory_assortativity(drawn("Ana>Ben Cal>Dee", advisories="Ana:x Ben:x Cal:y Dee:y"))
    1.0
    """
    return _assortativity(network, network.advisories)


@measure_in(
    WHOLES,
    label="Modularity by grade",
    unit="index",
    range=(-1, 1),
    formula="Σ over grades of (ties inside ÷ m − (degrees ÷ 2m)²)",
    missing_when="no tie joins two students of known grades",
    source="Newman and Girvan 2004",
)
def grade_modularity(network: Friendships) -> float | None:
    """How far ties stay inside grades, more than chance would give.

    >>> grade_modularity(drawn("Ana>Ben Cal>Dee", advisories="Ana:9 Ben:9 Cal:10 Dee:10"))
    0.5
    """
    return _modularity(network, network.grades)


@measure_in(
    WHOLES,
    label="Modularity by advisory",
    unit="index",
    range=(-1, 1),
    formula="Σ over advisories of (ties inside ÷ m − (degrees ÷ 2m)²)",
    missing_when="no tie joins two students of known advisories",
    source="Newman and Girvan 2004",
)
def advisory_modularity(network: Friendships) -> float | None:
    """How far ties stay inside advisories, more than chance would give.

    >>> advisory_modularity(drawn("Ana>Ben Cal>Dee", advisories="Ana:x Ben:x Cal:y Dee:y"))
    0.5
    """
    return _modularity(network, network.advisories)


def _centralisation(degrees: Mapping[str, int]) -> float | None:
    """Freeman's: how far one student stands out, of how far one of so many could."""
    students = len(degrees)
    if students < 3:
        return None
    most = max(degrees.values())
    return sum(most - degree for degree in degrees.values()) / (students - 1) ** 2


TOO_FEW = "fewer than three students answered about peers"


@measure_in(
    WHOLES,
    label="Centralisation of being named",
    unit="index",
    range=(0, 1),
    formula="Σ (most − named by) ÷ (n − 1)², among the n students who answered",
    missing_when=TOO_FEW,
    source="Freeman 1979",
)
def in_centralisation(network: Friendships) -> float | None:
    """How far being named gathers on one student: 1 if all name the same one and nobody else.

    >>> in_centralisation(drawn("Ben>Ana Cal>Ana Dee>Ana"))
    1.0
    """
    answered = network.answered
    return _centralisation({one: len(network.named_by[one] & answered) for one in answered})


@measure_in(
    WHOLES,
    label="Centralisation of naming",
    unit="index",
    range=(0, 1),
    formula="Σ (most − named) ÷ (n − 1)², among the n students who answered",
    missing_when=TOO_FEW,
    source="Freeman 1979",
)
def out_centralisation(network: Friendships) -> float | None:
    """How far naming gathers on one student: 1 if one names all and the others nobody.

    >>> out_centralisation(drawn("Ana>Ben Ana>Cal Ana>Dee"))
    1.0
    """
    answered = network.answered
    return _centralisation({one: len(network.named[one] & answered) for one in answered})


@measure_in(
    WHOLES,
    label="Isolates",
    unit="share of students",
    range=(0, 1),
    formula="students who answered, named nobody and were named by nobody ÷ students who answered",
    missing_when=NO_ANSWER,
)
def isolates(network: Friendships) -> float | None:
    """The share of those who answered that have no tie with a fellow student.

    >>> isolates(drawn("Ana>Ben", others="Cal", unanswered="Dee"))
    0.3333333333333333
    """
    return _share(_with_ties(network, 0), len(network.answered))


@measure_in(
    WHOLES,
    label="One tie alone",
    unit="share of students",
    range=(0, 1),
    formula="students who answered and have one tie, named or naming ÷ students who answered",
    missing_when=NO_ANSWER,
)
def one_tie(network: Friendships) -> float | None:
    """The share of those who answered that have a tie with one fellow student alone.

    >>> one_tie(drawn("Ana>Ben Ben>Ana", others="Cal Dee"))
    0.5
    """
    return _share(_with_ties(network, 1), len(network.answered))


def _with_ties(network: Friendships, ties: int) -> int:
    degrees = ((len(network.named[one] | network.named_by[one])) for one in network.answered)
    return sum(degree == ties for degree in degrees)


@measure_in(
    WHOLES,
    label="Named nobody",
    unit="share of students",
    range=(0, 1),
    formula="students who answered and named nobody ÷ students who answered",
    missing_when=NO_ANSWER,
)
def naming_nobody(network: Friendships) -> float | None:
    """The share of those who answered that named no fellow student.

    >>> naming_nobody(drawn("Ana>Ben", unanswered="Cal"))
    0.5
    """
    silent = sum(not network.named[one] for one in network.answered)
    return _share(silent, len(network.answered))


@measure_in(
    WHOLES,
    label="Named by nobody who answered",
    unit="share of students",
    range=(0, 1),
    formula="students whom nobody who answered named ÷ students; those who did not may name them",
    missing_when=NO_ANSWER,
)
def named_by_nobody(network: Friendships) -> float | None:
    """The share of students whom none of those who answered named.

    >>> named_by_nobody(drawn("Ana>Ben"))
    0.5
    """
    if not network.answered:
        return None
    return _share(sum(not who for who in network.named_by.values()), len(network.students))
