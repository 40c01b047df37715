"""Whether one adult counts for one student, and why not: a worked case a reason, and what an ended
tie leaves open.
"""

from collections.abc import Sequence
from datetime import date

import pytest

from analysis.evidence import Evidence, Verdict
from analysis.rule import NAMED_RULES, Rule
from graph_service.records.tables import (
    AdultRow,
    AnswerRow,
    ContactRow,
    ReportRow,
    RoundRow,
    StudentRow,
    Tables,
    TieRow,
)
from tests.analysis.random_schools import SCHOOL
from tests.analysis.tables_to_facts import facts_of, uid_of

DAY = date(2026, 3, 2)
LONG_AGO, EARLIER, LATER = date(2024, 9, 2), date(2025, 11, 3), date(2026, 2, 9)
ADVISOR = TieRow(2, "ann", "tess", "advisor", LONG_AGO)
ADVISOR_RULE = NAMED_RULES["advisor-reported"]


def said(
    informant: str, support: str = "supportive", on: date = LATER, strength: int | None = None
) -> ReportRow:
    """Somebody's report on Ann and Tess, in a round opened on that day."""
    return ReportRow(2, f"r{on}", "ann", "tess", informant, support, strength, (), on)


def verdict(
    *reports: ReportRow,
    ties: Sequence[TieRow] = (ADVISOR,),
    answers: Sequence[AnswerRow] = (),
    contacts: Sequence[ContactRow] = (),
    rule: Rule | None = None,
    until: date | None = None,
) -> Verdict:
    """The rule's decision on Tess for Ann."""
    tables = Tables(
        students=[StudentRow(2, "ann", "Ann", SCHOOL)],
        adults=[
            AdultRow(2, "tess", "Tess", "staff", active_until=until),
            AdultRow(3, "uma", "Uma", "staff"),
        ],
        ties=list(ties),
        rounds=[
            RoundRow(2, f"r{on}", SCHOOL, "student_voice", "both", on)
            for on in (LONG_AGO, EARLIER, LATER, DAY)
        ],
        answers=list(answers),
        reports=list(reports),
        contacts=list(contacts),
    )
    return Evidence(facts_of(tables), rule or Rule(), DAY).verdict(uid_of("ann"), uid_of("tess"))


def answered(on: date, informant: str = "ann", about: str | None = "ann") -> AnswerRow:
    """An answer to the round of that day."""
    return AnswerRow(2, f"r{on}", informant, about, "answered", on)


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (verdict(said("ann")), ""),
        (verdict(said("ann"), until=DAY), "away"),
        (verdict(said("ann", on=EARLIER), ties=[ADVISOR._replace(until=LATER)]), "ended"),
        (verdict(said("ann"), rule=Rule(roles=frozenset({"mentor"}))), "role not counted"),
        (verdict(), "no report"),
        (verdict(said("tess", on=EARLIER), answers=[answered(LATER)]), "not named by the student"),
        (verdict(said("uma"), rule=NAMED_RULES["student-voice"]), "not this evidence"),
        (verdict(said("ann", on=LONG_AGO)), "stale"),
        (verdict(said("ann", "stressful")), "stressful"),
        (verdict(said("ann", "none")), "denied"),
        (verdict(said("ann", "neutral")), "neutral"),
        (verdict(said("ann", strength=1), rule=Rule(least_strength=2)), "weak"),
        (verdict(said("ann"), rule=NAMED_RULES["mutual"]), "not confirmed yet"),
        (
            verdict(
                said("ann"), answers=[answered(LATER, "tess", None)], rule=NAMED_RULES["mutual"]
            ),
            "not mutual",
        ),
    ],
)
def test_each_reason_has_its_case(found: Verdict, reason: str) -> None:
    """The first of the rule's questions that is answered with no gives the reason."""
    assert found.reason == reason
    assert found.may_count is (reason in ("ended", "not confirmed yet"))


def test_the_students_own_fresh_word_decides_alone() -> None:
    """An advisor's good word does not speak against what the student says of the tie."""
    assert verdict(said("ann", "stressful"), said("tess")).reason == "stressful"
    assert verdict(said("ann"), said("tess", "stressful")).counts


def test_a_word_after_the_students_answer_speaks_and_an_earlier_one_does_not() -> None:
    """Own first: the student's settling answer settles the side up to its day."""
    assert verdict(said("tess", on=DAY), answers=[answered(LATER)]).counts
    assert (
        verdict(said("tess", on=LATER), answers=[answered(LATER)]).reason
        == "not named by the student"
    )


def test_a_contact_keeps_a_supportive_word_fresh_for_as_long_again() -> None:
    """A meeting since, on a fresh day, carries a supportive word up to twice the rule's days, and
    no other word.
    """
    met = [ContactRow(2, "ann", "tess", LATER, "meeting")]
    lately = date(2024, 12, 2)
    for support, reason in (("supportive", ""), ("neutral", "stale")):
        word = said("ann", support, LONG_AGO)._replace(reported_on=lately)
        assert verdict(word, contacts=met).reason == reason
        assert verdict(word).reason == "stale"


def test_an_ended_tie_leaves_open_what_nothing_else_speaks_against() -> None:
    """Ended with a good word may yet count; ended with a stressful or an old one does not."""
    ended = [ADVISOR._replace(until=LATER)]
    assert verdict(said("ann", on=EARLIER), ties=ended).may_count
    assert not verdict(said("ann", "stressful", EARLIER), ties=ended).may_count
    assert not verdict(said("ann", on=LONG_AGO), ties=ended).may_count
    assert not verdict(ties=ended).may_count


def test_an_ended_advisors_word_is_judged_as_if_they_advised_still() -> None:
    """The advising ended before the word, another tie after it: had no tie ended, the advisor's
    word would be asked for.
    """
    advised = ADVISOR._replace(until=date(2025, 10, 1))
    family = TieRow(3, "ann", "tess", "family", LONG_AGO, LATER)
    found = verdict(said("tess", on=EARLIER), ties=[advised, family], rule=ADVISOR_RULE)
    assert (found.reason, found.may_count) == ("ended", True)
    begun_later = advised._replace(since=LATER, until=DAY)
    assert not verdict(
        said("tess", on=EARLIER), ties=[begun_later, family], rule=ADVISOR_RULE
    ).may_count


def test_a_later_word_that_the_evidence_does_not_ask_for_keeps_no_tie() -> None:
    """The tie has ended: what stands is the student's own word from before, which nothing speaks
    against.
    """
    ended = [ADVISOR._replace(until=LATER)]
    found = verdict(
        said("ann", on=EARLIER), said("uma"), ties=ended, rule=NAMED_RULES["student-voice"]
    )
    assert (found.reason, found.may_count) == ("ended", True)
    assert verdict(
        said("ann", on=EARLIER), said("uma"), ties=ended, rule=Rule(evidence="any")
    ).counts


def test_a_later_word_that_is_silent_or_overruled_keeps_no_tie() -> None:
    """The student was asked again and named nobody: neither their own later word nor another's
    makes an ended tie a denied one.
    """
    ended = [ADVISOR._replace(until=LATER)]
    assert verdict(said("ann"), ties=ended, answers=[answered(DAY)]).reason == "ended"
    assert verdict(said("uma"), ties=ended, answers=[answered(DAY)]).reason == "ended"
    assert verdict(said("uma", on=DAY), ties=ended, answers=[answered(LATER)]).counts


@pytest.mark.parametrize(("unnamed", "reason"), [(0, "not mutual"), (1, "not confirmed yet")])
def test_a_student_who_left_somebody_unnamed_may_have_meant_the_tie(
    unnamed: int, reason: str
) -> None:
    """Mutual: only an answer that leaves nobody unnamed shows that a student does not confirm an
    adult or a peer.
    """
    mutual = NAMED_RULES["mutual"]
    own = answered(LATER)._replace(unnamed_adults=unnamed)
    assert verdict(said("tess"), answers=[own], rule=mutual).reason == reason
    tables = Tables(
        students=[StudentRow(2, "ann", "Ann", SCHOOL), StudentRow(3, "bo", "Bo", SCHOOL)],
        rounds=[RoundRow(2, "r", SCHOOL, "student_voice", "both", LATER)],
        answers=[
            AnswerRow(2, "r", who, who, "answered", LATER, 0, unnamed) for who in ("ann", "bo")
        ],
        reports=[ReportRow(2, "r", "ann", "bo", "ann", "supportive", None, (), LATER)],
    )
    evidence = Evidence(facts_of(tables), mutual, DAY)
    assert evidence.verdict(uid_of("ann"), uid_of("bo")).reason == reason
    assert evidence.verdict(uid_of("bo"), uid_of("ann")).reason == reason
