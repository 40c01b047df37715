"""Webs to measure: of a node of a known graph, of a few reports, and random ones.

The random ones hold isolates, stars and students with one alter.
"""

from collections.abc import Iterable
from datetime import date
from itertools import combinations
from typing import Any

import networkx as nx
from hypothesis import strategies as st

from analysis.evidence import Evidence
from analysis.measures.ego_web import EgoWeb, Number, WebAlter, ego_web
from analysis.measures.register import REGISTER
from analysis.pairs import Pairs
from analysis.rule import Rule
from analysis.states import judge_all
from graph_service.records.tables import (
    AdultRow,
    AnswerRow,
    ReportRow,
    RoundRow,
    StudentRow,
    Tables,
)
from tests.analysis.random_schools import SCHOOL
from tests.analysis.tables_to_facts import facts_of, uid_of

DAY = date(2026, 3, 2)


def own_web(graph: "nx.Graph[Any]", ego: str) -> EgoWeb:
    """The own web of a node: its neighbours are peers, and every pair of them is answered."""
    around = sorted(graph[ego])
    tied = frozenset(pair for pair in combinations(around, 2) if graph.has_edge(*pair))
    shown = frozenset(combinations(around, 2))
    peers = tuple(WebAlter(uid, "student", ("peer",)) for uid in around)
    return EgoWeb(ego, (), peers, Pairs(tied, shown))


def value(name: str, web: EgoWeb) -> Number | None:
    """A measure of the register, as the page takes it."""
    return REGISTER[name].value(web)


def graph_of(ties: str) -> "nx.Graph[str]":
    """A graph of ties written ``"A-B B-C"``."""
    ends = [tie.split("-") for tie in ties.split()]
    return nx.Graph([(first, second) for first, second in ends])


BORGATTI = graph_of("A-B A-F A-G A-E E-G F-G B-G B-D D-G G-C")
"""Borgatti (1997): seven people, ten ties."""

COLEMAN = graph_of(
    "Betty-Sue Sue-Alice Alice-Jane Sue-Dale Alice-Dale Jane-Dale Sue-Pam Alice-Pam Pam-Carol"
    " Carol-Tina"
)
"""Coleman (1961): eight girls and who is whose friend."""


def web_tables(
    students: Iterable[str],
    adults: Iterable[str],
    pairs: Iterable[tuple[str, str]],
    complete: Iterable[str] = (),
) -> Tables:
    """Each pair is a supportive word of its first end, a student.

    Those who answered completely say so in the round.
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


def web_of(tables: Tables, ego: str, *, answered: bool = True) -> EgoWeb:
    """The web of one ego, who answered about themselves."""
    if answered and ego not in {row.informant_id for row in tables.answers}:
        tables.answers.append(AnswerRow(2, "r", ego, ego, "answered", DAY))
    evidence = Evidence(facts_of(tables), Rule(evidence="any"), DAY)
    return ego_web(evidence, judge_all(evidence, [uid_of(ego)])[uid_of(ego)])


@st.composite
def webs(draw: st.DrawFn) -> EgoWeb:
    """Up to three adults and seven peers, either side perhaps not observed, tied at random."""
    kinds = st.sampled_from(["staff", "mentor", "family", "community"])
    adults = tuple(
        WebAlter(
            f"a{number}",
            draw(kinds),
            (draw(st.sampled_from(["advisor", "other"])),),
            draw(st.sampled_from([None, 1, 2, 3])),
        )
        for number in range(draw(st.integers(0, 3)))
    )
    peers = tuple(
        WebAlter(f"s{number}", "student", ("peer",)) for number in range(draw(st.integers(0, 7)))
    )
    seen = draw(st.sampled_from(["both", "both", "both", "adults", "peers", "neither"]))
    adults_seen = adults if seen in ("both", "adults") else None
    peers_seen = peers if seen in ("both", "peers") else None
    members = [alter.uid for alter in (*(adults_seen or ()), *(peers_seen or ()))]
    possible = list(combinations(members, 2))
    some = st.sets(st.sampled_from(possible)) if possible else st.just(set())
    return EgoWeb(
        "ego", adults_seen, peers_seen, Pairs(frozenset(draw(some)), frozenset(draw(some)))
    )
