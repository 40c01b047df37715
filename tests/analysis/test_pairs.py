"""Pairs of alters: a tie in force or a good word ties it, an answer shows it."""

from datetime import date

from analysis.evidence import Evidence
from analysis.pairs import Pairs, pairs_of
from analysis.rule import Rule
from graph_service.records.tables import (
    AnswerRow,
    ReportRow,
    RoundRow,
    StudentRow,
    Tables,
    TieRow,
)
from tests.analysis.measures.webs import DAY, web_of, web_tables
from tests.analysis.random_schools import SCHOOL
from tests.analysis.tables_to_facts import facts_of, uid_of

NAMES = ("ann", "bea", "cal")


def test_a_role_tie_between_alters_ties_them() -> None:
    """A tie in force between two alters counts without a word; one that has ended does not."""
    pairs = [("ego", alter) for alter in ("s1", "s2", "m1")]
    tables = web_tables(["ego", "s1", "s2"], ["m1"], pairs)
    tables.ties = [
        TieRow(2, "s2", "s1", "peer"),
        TieRow(3, "s1", "m1", "mentor", None, DAY),
    ]
    web = web_of(tables, "ego")
    assert web.pairs.tied == {tuple(sorted((uid_of("s1"), uid_of("s2"))))}


def test_a_peers_complete_answer_shows_their_pairs() -> None:
    """One peer's answer shows four pairs of three peers and two adults; two adults are unseen."""
    alters = ["s1", "s2", "s3", "t1", "t2"]
    pairs = [*(("ego", alter) for alter in alters), ("s1", "t1")]
    web = web_of(web_tables(["ego", *alters[:3]], alters[3:], pairs, ["s1"]), "ego")
    assert (len(web.pairs.tied), len(web.pairs.answered)) == (1, 4)
    assert tuple(sorted((uid_of("t1"), uid_of("t2")))) not in web.observable


def test_a_pair_that_a_reader_may_not_look_at_is_not_observable() -> None:
    """Two peers answered; a reader with neither in scope learns neither a tie nor its absence."""
    tables = Tables(
        students=[StudentRow(2, name, name.title(), SCHOOL) for name in NAMES],
        rounds=[RoundRow(2, "r1", SCHOOL, "student_voice", "both", date(2026, 10, 1))],
        answers=[AnswerRow(2, "r1", name, name, "answered", date(2026, 10, 2)) for name in NAMES],
        reports=[ReportRow(2, "r1", "ann", alter, "ann", "supportive") for alter in ("bea", "cal")],
    )
    evidence = Evidence(facts_of(tables), Rule(), date(2026, 11, 24))
    alters = [uid_of("bea"), uid_of("cal")]
    assert len(pairs_of(evidence, alters).answered) == 1
    assert pairs_of(evidence, alters, frozenset({uid_of("cal")})).answered
    assert not pairs_of(evidence, alters, frozenset({uid_of("ann")})).answered


def test_where_two_readings_differ_nothing_is_known() -> None:
    """A pair tied in one and not in the other is neither tied nor known not to be."""
    both, one = ("a", "b"), ("a", "c")
    whole = Pairs(frozenset({both, one}), frozenset({both, one}))
    opened = Pairs(frozenset({both}), frozenset({both, one, ("b", "c")}))
    assert opened.agreed(whole) == Pairs(frozenset({both}), frozenset({both}))
