"""Strength is told of the ties for which somebody gave one; no strength is not a weak tie."""

from analysis.evidence import Evidence
from analysis.measures.ego_web import ego_web
from analysis.measures.example import example
from analysis.rule import Rule
from analysis.states import judge_all
from tests.analysis.measures.webs import DAY, value, web_tables
from tests.analysis.tables_to_facts import facts_of, uid_of

NAMES = ("strengths_known", "mean_strength", "max_strength")


def test_a_tie_without_a_strength_is_in_no_mean() -> None:
    """Two of three people have a strength, 3 and 2: the mean is 2.5, not 1.67."""
    web = example(adults="Ito::3 Lee Roy:mentor:2")
    assert [value(name, web) for name in NAMES] == [2, 2.5, 3]


def test_nothing_is_known_where_nobody_gave_a_strength() -> None:
    """Neither an isolate nor a web without strengths has a mean of nought."""
    assert [value(name, example(peers="Ben")) for name in NAMES] == [0, None, None]
    assert [value(name, example()) for name in NAMES] == [0, None, None]


def test_the_greatest_of_several_good_words_is_the_tie_s_strength() -> None:
    """Ana says 1 of Ben and Ben says 3 of Ana; under *any evidence* Ana's word decides alone."""
    tables = web_tables(["a", "b"], [], [("a", "b"), ("b", "a")], complete=["a", "b"])
    strengths = {"a": 1, "b": 3}
    tables.reports = [row._replace(strength=strengths[row.student_id]) for row in tables.reports]
    found, ana = [], uid_of("a")
    for rule in (Rule(evidence="any"), Rule(evidence="mutual")):
        evidence = Evidence(facts_of(tables), rule, DAY)
        web = ego_web(evidence, judge_all(evidence, [ana])[ana])
        found.append(value("max_strength", web))
    assert found == [1, 3]
