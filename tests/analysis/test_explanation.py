"""Every state says in plain sentences who counts, who said so and when, and what is not known."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings

from analysis.evidence import Evidence
from analysis.explanation import explain, in_short
from analysis.facts import SIDES, Side
from analysis.reasons import REASON_SENTENCES, Reason
from analysis.rule import NAMED_RULES, Rule
from analysis.states import SideState, enrolled, judge_all
from facts.days import day_words
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
EARLIER, LATER = date(2026, 1, 5), date(2026, 2, 9)
ANSWERED = AnswerRow(2, "r", "ann", "ann", "answered", LATER)


def said(
    alter: str, informant: str, support: str = "supportive", on: date = LATER, round_id: str = "r"
) -> ReportRow:
    """One report of a tie of Ann's."""
    return ReportRow(2, round_id, "ann", alter, informant, support, None, (), on)


def told(
    reports: Iterable[ReportRow],
    answers: Iterable[AnswerRow] = (),
    *,
    side: Side = "adult",
    rule: Rule | None = None,
    max_adults: int | None = None,
    words: Callable[[Evidence, SideState], str] = explain,
) -> tuple[str, str]:
    """Ann's state on one side, and the sentences that explain it."""
    tables = Tables(
        students=[StudentRow(2, id, id.capitalize(), SCHOOL) for id in ("ann", "bea", "cal")],
        adults=[AdultRow(2, id, id.capitalize(), "staff") for id in ("tess", "uma", "vic")],
        ties=[TieRow(2, "ann", "tess", "advisor")],
        rounds=[
            RoundRow(2, "r", SCHOOL, "student_voice", "both", EARLIER, None, max_adults),
            RoundRow(3, "before", SCHOOL, "advisor_report", "both", EARLIER),
        ],
        answers=list(answers),
        reports=list(reports),
    )
    evidence = Evidence(facts_of(tables), rule or Rule(), DAY)
    both = judge_all(evidence, [uid_of("ann")])[uid_of("ann")]
    chosen = both.adult if side == "adult" else both.peer
    return chosen.state, words(evidence, chosen)


def test_a_supported_student_is_explained_by_who_counts_who_said_so_and_when() -> None:
    """Each supportive adult stands with role, informant and day, and the answer with its own."""
    state, words = told([said("tess", "ann"), said("uma", "uma", on=EARLIER)])
    assert state == "supported"
    assert words == (
        "2 supportive adults are known: Tess (advisor; the student says so, 9 Feb 2026) and "
        "Uma (adult; they say so, 5 Jan 2026)."
    )


def test_a_thin_student_is_explained_by_the_one_who_counts_and_by_who_does_not() -> None:
    """The one adult that counts, the answer that shows there are no more, and why another is set
    aside.
    """
    state, words = told([said("tess", "ann"), said("uma", "ann", "stressful")], [ANSWERED])
    assert state == "thin"
    assert words == (
        "One supportive adult is known: Tess (advisor; the student says so, 9 Feb 2026). "
        "Ann answered about adults on 9 Feb 2026. Not counted: Uma (stressful)."
    )


def test_an_isolated_student_is_explained_by_the_answer_that_shows_it() -> None:
    """The sentence that nobody supports a student says who answered, and when."""
    state, words = told([], [ANSWERED], side="peer")
    assert (state, words) == (
        "isolated",
        "No supportive peer of Ann is known. Ann answered about peers on 9 Feb 2026.",
    )


def test_an_isolated_student_of_whom_the_advisor_answered_is_explained_by_the_advisor() -> None:
    """Where the advisor observed and not the student, the sentence says so by name."""
    state, words = told([], [AnswerRow(2, "before", "tess", "ann", "answered", LATER)], side="peer")
    assert state == "isolated"
    assert words == (
        "No supportive peer of Ann is known. Tess, advisor, answered about Ann's peers "
        "on 9 Feb 2026."
    )


def test_an_unknown_student_is_explained_by_nobody_having_been_asked() -> None:
    """The unknown is called unknown, with whom to ask."""
    state, words = told([said("tess", "tess")])
    assert state == "unknown"
    assert "One supportive adult is known: Tess (advisor; they say so, 9 Feb 2026)." in words
    assert (
        "Nobody who could know has answered about Ann's adults in the last 365 days: ask Ann."
        in words
    )


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (
            "asked",
            (
                "Ann was asked about adults in the round of 5 Jan 2026 and has not answered: "
                "ask Ann again."
            ),
        ),
        (
            "declined",
            (
                "Ann was asked about adults in the round of 5 Jan 2026 and chose not to answer: "
                "ask whether that still holds."
            ),
        ),
        (
            "absent",
            "Ann was away when adults were asked about in the round of 5 Jan 2026: ask Ann now.",
        ),
    ],
)
def test_who_was_asked_and_did_not_answer_is_not_told_as_never_asked(
    status: str, words: str
) -> None:
    """Asked in vain, declined and absent are three things, and none is *nobody asked*."""
    state, told_words = told([], [ANSWERED._replace(status=status, answered_on=None)])
    assert state == "unknown"
    assert words in told_words


def test_a_round_of_long_ago_is_not_told_as_asked() -> None:
    """An answer missing years ago says nothing about today."""
    _, words = told(
        [], [ANSWERED._replace(status="declined", answered_on=None)], rule=Rule(fresh_days=30)
    )
    assert (
        "Nobody who could know has answered about Ann's adults in the last 30 days: ask Ann."
        in words
    )


def test_where_advisors_observe_an_advisor_is_to_be_asked() -> None:
    """A rule that takes no student's answer sends nobody to the student."""
    _, words = told([], [ANSWERED], rule=NAMED_RULES["advisor-reported"])
    assert (
        "No advisor of Ann has answered about Ann's adults in the last 365 days: ask an "
        "advisor of Ann."
    ) in words


def test_an_old_word_that_counts_says_what_keeps_it_fresh() -> None:
    """A word older than the rule's days counts by a later answer, and the sentence names its
    day.
    """
    rule = Rule(fresh_days=30)
    state, words = told([said("tess", "ann", on=EARLIER)], [ANSWERED], rule=rule)
    assert state == "thin"
    assert "Tess (advisor; the student says so, 5 Jan 2026, in an answer of 9 Feb 2026)" in words


def test_a_full_list_is_not_taken_for_everybody() -> None:
    """A student who named as many as there was room for is unknown, and the sentence says why."""
    state, words = told([said("tess", "ann")], [ANSWERED], max_adults=1)
    assert state == "unknown"
    assert "Ann answered, but may have named as many as there was room for: ask who else." in words


def test_an_answer_that_nobody_can_read_leaves_the_side_open() -> None:
    """It shows neither somebody nor nobody: the state is unknown, and the sentence says whom to
    ask.
    """
    state, words = told([], [ANSWERED], max_adults=0)
    assert state == "unknown"
    assert "Ann answered, and left open how many adults there are: ask who." in words


def test_people_left_without_a_name_are_spoken_of() -> None:
    """An adult the student would not name keeps the state open, and is told as a number."""
    state, words = told([said("tess", "ann")], [ANSWERED._replace(unnamed_adults=1)])
    assert state == "unknown"
    assert words.endswith("Ann also spoke of 1 adult without a name: ask who that is.")


def test_where_nobody_was_named_the_people_without_a_name_are_the_first_spoken_of() -> None:
    """Nobody named and two without a name: not “also”."""
    _, words = told([], [ANSWERED._replace(unnamed_adults=2)])
    assert "Ann spoke of 2 adults without a name: ask who that is." in words


def test_both_voices_stand_where_the_student_named_nobody_and_others_say_support() -> None:
    """The student's answer decides, and what others say stands beside it."""
    others = [
        said("tess", "tess", on=EARLIER, round_id="before"),
        said("uma", "uma", on=EARLIER, round_id="before"),
    ]
    state, words = told(others, [ANSWERED])
    assert state == "isolated"
    assert "No supportive adult of Ann is known. Ann answered about adults on 9 Feb 2026." in words
    assert "Ann named nobody; others say that Tess and Uma support Ann." in words
    assert "Tess (not named by the student)" in words


def test_both_voices_stand_where_the_student_named_somebody_else() -> None:
    """A student who named one adult did not name the other whom others know of."""
    state, words = told(
        [said("tess", "ann"), said("uma", "uma", on=EARLIER, round_id="before")], [ANSWERED]
    )
    assert state == "thin"
    assert "Ann did not name them; others say that Uma supports Ann." in words


def test_no_second_voice_is_made_up_where_others_say_no_support() -> None:
    """An unsupportive word of another is no voice for support."""
    _, words = told([said("tess", "tess", "neutral", EARLIER, "before")], [ANSWERED])
    assert "others say" not in words


def test_under_the_mutual_rule_both_say_so() -> None:
    """A tie that both ends call supportive says so, and one that waits for its other end is not
    settled.
    """
    reports = [said("tess", "ann"), said("tess", "tess", round_id="before"), said("uma", "ann")]
    state, words = told(reports, [ANSWERED], rule=NAMED_RULES["mutual"])
    assert state == "unknown"
    assert "Tess (advisor; both say so, 9 Feb 2026)" in words
    assert "Not settled: Uma (not confirmed yet)." in words


@pytest.mark.parametrize(
    ("day", "words"), [(date(2026, 10, 3), "3 Oct 2026"), (date(2025, 12, 31), "31 Dec 2025")]
)
def test_a_day_is_written_as_people_write_it(day: date, words: str) -> None:
    """Day without a leading nought, short month, year."""
    assert day_words(day) == words


def test_every_reason_has_its_sentence() -> None:
    """No alter is set aside without words for why."""
    assert set(REASON_SENTENCES) == set(get_args(Reason))
    assert all(sentence.endswith(".") for sentence in REASON_SENTENCES.values())


@given(schools())
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_state_names_who_counts_who_said_so_and_when(school: School) -> None:
    """For every student of schools full of edge cases, both sides: nobody who counts is left out,
    and no claim is bare.
    """
    facts = facts_of(school.tables)
    evidence = Evidence(facts, school.rule, school.on)
    for both in judge_all(evidence, enrolled(facts, school.on, SCHOOL)).values():
        for side in SIDES:
            assert_explained(evidence, both.adult if side == "adult" else both.peer)


def assert_explained(evidence: Evidence, side: SideState) -> None:
    """The first six who count stand with informant and day; thin and isolated with the day of the
    answer that shows it.
    """
    words = explain(evidence, side)
    people = evidence.facts.people
    for verdict in side.counted[:6]:
        assert f"{people[verdict.alter].name} (" in words
        assert any(day_words(word.day) in words for word in verdict.considered)
        speakers = {people[word.informant].name + " says so" for word in verdict.considered}
        assert any(
            voice in words
            for voice in {"both say so", "they say so", "the student says so", *speakers}
        )
    if side.state in ("thin", "isolated"):
        assert any(day_words(answer.day) in words for answer in side.observing)
    if side.state == "unknown":
        assert "ask" in words or "Not settled" in words or "without a name" in words
    assert "  " not in words
    assert words.endswith(".")


def test_in_a_list_one_line_says_who_counts_or_when_it_was_asked() -> None:
    """Names with their roles; nobody's words beyond that."""
    four = [said(id, "ann") for id in ("tess", "uma", "vic")]
    assert told(four, words=in_short)[1] == "Tess (advisor), Uma (adult) and Vic (adult)."
    assert (
        told([said("tess", "ann")], [ANSWERED], words=in_short)[1]
        == "Only Tess (advisor). Asked on 9 Feb 2026."
    )
    assert (
        told([said("bea", "ann")], [ANSWERED], side="peer", words=in_short)[1]
        == "Only Bea. Asked on 9 Feb 2026."
    )
    assert told([], [ANSWERED], words=in_short)[1] == "Asked on 9 Feb 2026: no supportive adult."


def test_in_a_list_an_unknown_side_says_why_it_is_unknown() -> None:
    """Not asked, asked and not answered, or answered with something left open."""
    assert told([], words=in_short) == ("unknown", "No answer in the last 365 days.")
    absent = ANSWERED._replace(status="absent", answered_on=None)
    assert told([], [absent], words=in_short)[1] == "Away when the others were asked on 5 Jan 2026."
    unnamed = told([said("tess", "ann")], [ANSWERED._replace(unnamed_adults=2)], words=in_short)
    assert unnamed == (
        "unknown",
        "Tess known. The student also spoke of 2 adults without a name: ask who that is.",
    )


def test_who_may_not_see_everything_is_told_so_and_nothing_more() -> None:
    """The same words before every explanation, whatever there may be that the reader does not
    see.
    """
    words = partial(explain, partial=True)
    assert told([said("tess", "ann")], words=words)[1].startswith(
        "From what you may see, one supportive adult is known: Tess"
    )
    assert told([], words=words)[1].startswith(
        "From what you may see, no supportive adult of Ann is known."
    )
