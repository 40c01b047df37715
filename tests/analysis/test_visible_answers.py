"""An answer that came with a report which a reader may not read is not theirs to see: it would say
that nobody was named.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from analysis.evidence import Evidence
from analysis.explanation import explain
from analysis.rule import NAMED_RULES
from analysis.states import judge_all
from analysis.visible import Sight, visible
from facts.statements import IN_CONFIDENCE, Round
from graph_service.records.tables import AnswerRow
from tests.analysis.judged import judge
from tests.analysis.tables_to_facts import saying
from tests.analysis.test_visible import ANN, DAY, TESS, said, sight, told


@pytest.mark.parametrize(
    ("reader", "state"),
    [
        (sight([ANN], led=[ANN]), "thin"),
        (sight([ANN]), "unknown"),
        (sight([ANN], account="clerk"), "thin"),
    ],
    ids=["the lead", "an advisor", "who recorded it"],
)
def test_unknown_does_not_look_like_isolated_because_of_what_is_not_read(
    reader: Sight, state: str
) -> None:
    """A reader who may not read whom Ann named sees no answer that names nobody."""
    facts = told(
        [said("s0", "t1", "s0", confidential=True)],
        [AnswerRow(2, "r", "s0", "s0", "answered", DAY)],
    )
    facts = replace(
        facts, reports=[saying(report, recorded_by="clerk") for report in facts.reports]
    )
    assert (
        judge(visible(facts, reader), NAMED_RULES["default"], DAY, [ANN])[ANN].adult.state == state
    )


def test_a_naming_cap_that_a_confidential_report_fills_shows_nothing() -> None:
    """With room for one peer, and one named in confidence, somebody else may have been meant:
    nobody is said to be missing.
    """
    facts = told(
        [said("s0", "s1", "s0", confidential=True)],
        [AnswerRow(2, "r", "s0", "s0", "answered", DAY)],
        1,
    )
    for reader in (sight([ANN]), sight([ANN], led=[ANN])):
        assert (
            judge(visible(facts, reader), NAMED_RULES["default"], DAY, [ANN])[ANN].peer.state
            == "unknown"
        )


@pytest.mark.parametrize(
    ("informant", "about"), [("s1", "s1"), ("t1", "s0")], ids=["a peer", "an adult"]
)
def test_who_spoke_of_somebody_in_confidence_is_not_said_to_have_left_them_out(
    informant: str, about: str
) -> None:
    """To a rule that asks both ends, the other end has not confirmed it yet."""
    pair = ("s0", "t1") if informant == "t1" else ("s1", "s0")
    words = [said("s0", informant, "s0"), said(*pair, informant, confidential=True)]
    answers = [
        AnswerRow(2, "r", "s0", "s0", "answered", DAY),
        AnswerRow(2, "r", informant, about, "answered", DAY),
    ]
    states = judge(visible(told(words, answers), sight([ANN])), NAMED_RULES["mutual"], DAY, [ANN])[
        ANN
    ]
    (verdict,) = (states.adult if informant == "t1" else states.peer).not_counted
    assert verdict.reason == "not confirmed yet"


def test_what_else_was_said_with_a_withheld_answer_keeps_its_day_and_counts() -> None:
    """The open word has no day but the answer's, which is later than its round; it is not silenced
    by one in between.
    """
    open_word = said("s0", "t0", "s0")._replace(reported_on=None)
    later, between = DAY + timedelta(days=9), DAY + timedelta(days=5)
    answers = [AnswerRow(2, "r", "s0", "s0", "answered", later)]
    facts = told([open_word, said("s0", "t1", "s0", confidential=True)], answers)
    another = Round("another", "another", "student_voice", "both", DAY)
    again = saying(facts.answers[0], id="again", round="another", answered_on=between)
    facts = replace(
        facts, rounds={**facts.rounds, "another": another}, answers=[*facts.answers, again]
    )
    evidence = Evidence(visible(facts, sight([ANN])), NAMED_RULES["default"], later)
    adult = judge_all(evidence, [ANN])[ANN].adult
    assert [(alter.alter, alter.considered[0].day) for alter in adult.counted] == [(TESS, later)]


def test_no_sentence_tells_of_a_withheld_answer() -> None:
    """An old word that the answer keeps fresh counts, without the answer's day: nobody has
    answered, as far as is told.
    """
    old = said("s0", "t0", "s0")._replace(reported_on=DAY - timedelta(days=500))
    facts = told(
        [old, said("s0", "t1", "s0", confidential=True)],
        [AnswerRow(2, "r", "s0", "s0", "answered", DAY)],
    )
    for reader, is_told in ((sight([ANN], led=[ANN]), True), (sight([ANN]), False)):
        evidence = Evidence(visible(facts, reader), NAMED_RULES["default"], DAY)
        adult = judge_all(evidence, [ANN])[ANN].adult
        assert TESS in {alter.alter for alter in adult.counted}
        assert ("in an answer of" in explain(evidence, adult)) == is_told


def test_the_day_of_a_withheld_answer_stays_with_who_reads_a_word_of_it_alone() -> None:
    """A word of somebody else's, or of another round, brings no day of an answer that is not the
    reader's to see.
    """
    secret, answers = (
        said("s0", "t1", "s0", confidential=True),
        [AnswerRow(2, "r", id, "s0", "answered", DAY) for id in ("s0", "t0")],
    )
    facts = told([secret, said("s0", "t0", "t0")], answers)
    elsewhere = Round("another", "another", "student_voice", "both", DAY)
    (theirs,) = (report for report in facts.reports if not report.fact.confidential)
    own = saying(theirs, id="own", informant=ANN)
    facts = replace(facts, rounds={**facts.rounds, "another": elsewhere})
    for more, days in (([], set()), ([saying(own, round="another")], set()), ([own], {ANN})):
        left = visible(replace(facts, reports=[*facts.reports, *more]), sight([ANN]))
        assert {informant for _, informant, _ in left.withheld} == days


def test_what_no_account_recorded_is_not_shown_to_a_reader_without_one() -> None:
    """An import's confidential report and answer have no account, and neither has a released file:
    they do not match.
    """
    facts = told(
        [said("s0", "t1", "s0", confidential=True)],
        [AnswerRow(2, "r", "s0", "s0", "answered", DAY)],
    )
    assert {report.fact.recorded_by for report in facts.reports} == {None}
    left = visible(facts, sight([ANN]))
    assert (left.reports, left.answers) == ([], [])
    closed = replace(
        facts,
        rounds={uid: round_._replace(kind=IN_CONFIDENCE) for uid, round_ in facts.rounds.items()},
    )
    assert visible(replace(closed, reports=[]), sight([ANN])).answers == []
