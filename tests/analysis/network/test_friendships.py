"""The network is made of good words of students who answered, and of nothing else."""

from analysis.evidence import Evidence
from analysis.network.friendships import Friendships, friendships
from analysis.rule import Rule
from graph_service.records.tables import ReportRow, Tables
from tests.analysis.measures.webs import DAY, web_tables
from tests.analysis.tables_to_facts import facts_of, uid_of


def network_of(tables: Tables) -> Friendships:
    """The network of all students of the tables."""
    evidence = Evidence(facts_of(tables), Rule(), DAY)
    return friendships(evidence, [uid_of(row.id) for row in tables.students], {}, {})


def arcs(*pairs: str) -> set[tuple[str, str]]:
    """Namings written ``"ab"``."""
    return {(uid_of(pair[0]), uid_of(pair[1])) for pair in pairs}


def test_a_good_word_of_a_student_who_answered_is_a_naming() -> None:
    """It is read one way alone: b, whom a names, does not name a by it."""
    network = network_of(web_tables("abc", "", [("a", "b"), ("b", "c")], complete="ab"))
    assert network.arcs == arcs("ab", "bc")
    assert network.answered == {uid_of("a"), uid_of("b")}
    assert uid_of("c") in network.seen


def test_words_of_a_student_without_an_answer_are_left_out() -> None:
    """Somebody's word may be known by chance; the rest of theirs is not."""
    network = network_of(web_tables("abc", "", [("a", "b"), ("c", "b")], complete="a"))
    assert network.arcs == arcs("ab")


def test_only_supportive_words_of_the_student_make_a_naming() -> None:
    """A stressful tie is none, and neither is an adult's word on two students."""
    tables = web_tables("abc", ["t1"], [("a", "b")], complete="abc")
    tables.reports = [
        ReportRow(2, "r", "a", "b", "a", "stressful", 2, (), DAY),
        ReportRow(2, "r", "b", "c", "t1", "supportive", 2, (), DAY),
    ]
    assert network_of(tables).arcs == frozenset()


def test_a_student_who_is_not_enrolled_is_not_in_the_network() -> None:
    """C left: a's word on c is no naming among the school's students."""
    tables = web_tables("abc", "", [("a", "b"), ("a", "c")], complete="ab")
    evidence = Evidence(facts_of(tables), Rule(), DAY)
    network = friendships(evidence, [uid_of("a"), uid_of("b")], {}, {})
    assert network.arcs == arcs("ab")
